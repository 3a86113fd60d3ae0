// Ask http-cache-semantics, whose folder is the argument, about the cases on standard input; answer on standard output.

const CachePolicy = require(process.argv[2]);

/** A policy whose clock is set; the package offers now() for that. */
let clock = 0;
class Policy extends CachePolicy {
    now() {
        return clock * 1000;
    }
}

/** What it says of one case: may it be stored, its lifetime and its age in seconds, and may it be sent unasked. */
function answer({ shared, request, response, later, received, now }) {
    clock = received;
    const policy = new Policy(request, response, { shared });
    const stored = policy.storable();
    clock = now;
    const found = policy.evaluateRequest(later);
    const isSent = found.response !== undefined && !found.revalidation?.synchronous;
    return [stored, Math.floor(policy.maxAge()), Math.floor(policy.age()), isSent];
}

const cases = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(cases.map(answer)));
