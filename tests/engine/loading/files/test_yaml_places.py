from engine.loading.files.yaml_lines import YamlDocument, read_yaml
from engine.nouns.evidence.fault import PackFault


def test_plain_words_stay_words_and_lines_are_remembered() -> None:
    document, faults = read_yaml(
        "a: no\nb:\n  - 4.10\n  - '4.10'\n  - 012\nc: 2013-11-01\n", "x.yaml"
    )
    assert faults == []
    assert document == YamlDocument(
        "x.yaml",
        {"a": "no", "b": [4.1, "4.10", "012"], "c": "2013-11-01"},
        {(): 1, ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 1): 4, ("b", 2): 5, ("c",): 6},
    )


def test_a_key_given_twice_is_a_fault_on_its_line() -> None:
    _, faults = read_yaml("a: 1\nb: 2\na: 3\n", "x.yaml")
    assert faults == [
        PackFault(
            "x.yaml",
            3,
            "“a” a second time (first on line 1)",
            "each key once",
            "Remove one of the two.",
        )
    ]


def test_no_yaml_an_empty_file_and_a_python_tag_are_faults() -> None:
    found = [read_yaml(text, "x.yaml")[1][0].found for text in ("a: [1", "", "a: !!python/name:os")]
    assert found == [
        "did not find expected ',' or ']'",
        "an empty file",
        "the tag or loop tag:yaml.org,2002:python/name:os",
    ]


def test_a_loop_of_anchors_is_refused() -> None:
    _, faults = read_yaml("a: &x\n  b: *x\n", "x.yaml")
    assert [fault.expected for fault in faults] == ["plain YAML"]
