"""Public shift scheduling instances (Curtois & Qu 2014) over the kernel's clauses, by rules of their own."""
