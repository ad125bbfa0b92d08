"""Public shift scheduling instances (Curtois & Qu 2014) over the kernel's clauses, with a rulebook of their own."""
