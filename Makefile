# Thin calls of make.py, which does the work on every system (Windows: py make.py roster).
# Options go into ARGS: make roster ARGS="--week 2026-11-23 --lang en"
PYTHON ?= python3

.PHONY: roster test check docs bench wheels clean
roster test check docs bench wheels clean:
	@"$(PYTHON)" make.py $@ $(ARGS)
