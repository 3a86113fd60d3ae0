"""
Adapters: the decisions of statuskit in the libraries that people already use.

One module a library, imported by name, so that nothing is loaded that is not used: `statuskit.adapters.httpx` needs
httpx, and `import statuskit` needs none of them. Every judgement is made by a decision; what is here asks and obeys.
"""
