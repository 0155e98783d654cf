"""Where this project's own files are: the conversation's data stands beside the package."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONVERSATION = ("config.yml", "domain.yml", "data/nlu", "data/rules", "data/stories", "data/responses")
