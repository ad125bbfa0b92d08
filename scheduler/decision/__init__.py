"""The decision file: what a plan was made from, whether it is unchanged, and whether it can be made again."""
