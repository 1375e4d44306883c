"""``python -m biaslens`` is the command ``biaslens``."""

from .cli import main

if __name__ == "__main__":
    main()
