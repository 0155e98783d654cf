"""The benches run as scripts, from the README's own commands."""

import subprocess
import sys
from pathlib import Path

import bench

HERE = Path(bench.__file__).parent


def test_a_library_is_never_taken_for_a_bench_of_the_same_name():
    code = f"import sys; sys.path.insert(0, {str(HERE)!r}); import bench, catalogue; catalogue.create"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
