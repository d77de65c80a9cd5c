namespace Injector.Yaml.Tests.Reading.Kubectl;

/// <summary>Texts as people write them, each with what kubectl (1.35) reads in it.</summary>
internal static class KubectlDocuments
{
    /// <summary>What stands behind the first document is not read.</summary>
    internal static readonly (string Text, string Json)[] Ends =
    [
        ("a: 1\n%YAML 1.1\nb: 2\n", "{\"a\":1}"),
        ("a: 1\n%TAG ! x\nb: ]\n", "{\"a\":1}"),
        ("a: 1\n...\nb: ]\n", "{\"a\":1}"),
        ("a:\n  b: 1\n%YAML 1.1\n  c: 2\n", "{\"a\":{\"b\":1}}"),
    ];

    internal static readonly (string Text, string Json)[] Blocks =
    [
        ("data:\n  c: |\n    \n    key: v\n", "{\"data\":{\"c\":\"\\nkey: v\\n\"}}"),
        ("data:\n  c: |\n  \n    key: v\n", "{\"data\":{\"c\":\"\\nkey: v\\n\"}}"),
        ("data:\n  c: |-\n    \n   \n    key: v\n", "{\"data\":{\"c\":\"\\n\\nkey: v\"}}"),
        ("data:\n  c: |+\n    \n", "{\"data\":{\"c\":\"\\n\"}}"),
        ("data:\n  c: |\n    \n", "{\"data\":{\"c\":\"\"}}"),
        ("data:\n  c: >\n    \n", "{\"data\":{\"c\":\"\"}}"),
        ("data:\n  c: >-\n    \n    a\n    b\n", "{\"data\":{\"c\":\"\\na b\"}}"),
        ("data:\n  c: >+\n    a\n    b\n  ", "{\"data\":{\"c\":\"a b\\n\\n\"}}"),
        ("data:\n  c: |+\n    a\n    b\n    ", "{\"data\":{\"c\":\"a\\nb\\n\\n\"}}"),
        ("data:\n  c: |2\n      \n    key: v\n", "{\"data\":{\"c\":\"  \\nkey: v\\n\"}}"),
        ("data:\n  c: |1-\n      \n  \n    a\n", "{\"data\":{\"c\":\"   \\n\\n a\"}}"),
        ("data:\n  c: >2\n        \n      \n    a\n    b\n", "{\"data\":{\"c\":\"    \\n  \\na b\\n\"}}"),
        ("data:\n  c: |+1\n      ", "{\"data\":{\"c\":\"   \\n\"}}"),
        ("data:\n  c: |# c\n    a\n", "{\"data\":{\"c\":\"a\\n\"}}"),
        ("data:\n  c: >-#c\n    a\n", "{\"data\":{\"c\":\"a\"}}"),
        ("data:\n  c: |\n    a\n    b", "{\"data\":{\"c\":\"a\\nb\\n\"}}"),
        ("data:\n  c: |+\n    a\n    b", "{\"data\":{\"c\":\"a\\nb\\n\"}}"),
        ("data:\n  c: >\n    a\n    b", "{\"data\":{\"c\":\"a b\\n\"}}"),
        ("data:\n  c: |-\n    a\n    b", "{\"data\":{\"c\":\"a\\nb\"}}"),
        ("data:\n  c: |\n    a\n    \n      \n    b\n\n\n", "{\"data\":{\"c\":\"a\\n\\n  \\nb\\n\"}}"),
        ("data:\n  c: |\n", "{\"data\":{\"c\":\"\"}}"),
        ("data:\n  c: |+\n\n\n", "{\"data\":{\"c\":\"\\n\\n\"}}"),
        ("data:\n  - |\n    \n    a\n  - x: |\n      \n      b\n", "{\"data\":[\"\\na\\n\",{\"x\":\"\\nb\\n\"}]}"),
        ("data:\n  c: &a |\n  \n    x\n  d: *a\n", "{\"data\":{\"c\":\"\\nx\\n\",\"d\":\"\\nx\\n\"}}"),
        ("data:\r\n  c: |\r\n    \r\n    a\r\n    b\r\n", "{\"data\":{\"c\":\"\\na\\nb\\n\"}}"),
        ("data:\n  c: >\n   \n    a\n\n     b\n    c\n  z: 1\n", "{\"data\":{\"c\":\"\\na\\n\\n b\\nc\\n\",\"z\":1}}"),
    ];

    internal static readonly (string Text, string Json)[] Quotes =
    [
        ("data:\n  c: \"one\n  two\n  three\"\n", "{\"data\":{\"c\":\"one two three\"}}"),
        ("c: \"one\ntwo\"\n", "{\"c\":\"one two\"}"),
        ("data:\n  - \"one\n  two\"\n", "{\"data\":[\"one two\"]}"),
        ("data:\n  c: \"one\n\n  two\n  \"\n", "{\"data\":{\"c\":\"one\\ntwo \"}}"),
        ("data:\n  c: \"a\\\n  b\"\n", "{\"data\":{\"c\":\"ab\"}}"),
        ("data:\n  c: [\"one\n  two\"]\n", "{\"data\":{\"c\":[\"one two\"]}}"),
        ("data:\n  c: 'one\n\n two'\n", "{\"data\":{\"c\":\"one\\ntwo\"}}"),
        ("c: \"a\rb\"\n", "{\"c\":\"a b\"}"),
        ("c: \"a\u2028b\"\n", "{\"c\":\"a\u2028b\"}"),
        ("c: \"it\\'s\"\nd: '\\'\n", "{\"c\":\"it's\",\"d\":\"\\\\\"}"),
        ("\"k\": \"v\nw\"\n'k2' : \"v\nw\"\n", "{\"k\":\"v w\",\"k2\":\"v w\"}"),
        ("c: \"a\" # \"\nd: \"b\n c\"\n", "{\"c\":\"a\",\"d\":\"b c\"}"),
        ("data:\r\n  c: \"one\r\n  two\"\r\n", "{\"data\":{\"c\":\"one two\"}}"),
        ("? \"a\n  b\"\n: \"c\n  d\"\n", "{\"a b\":\"c d\"}"),
        ("c: one\n  \"two\" [three\n  # c\nd: \"x\ny\"\n", "{\"c\":\"one \\\"two\\\" [three\",\"d\":\"x y\"}"),
    ];

    internal static readonly (string Text, string Json)[] Brackets =
    [
        ("data:\n  c: [\n  one,\n  two\n  ]\n", "{\"data\":{\"c\":[\"one\",\"two\"]}}"),
        ("data:\n  c: [\none\n]\n", "{\"data\":{\"c\":[\"one\"]}}"),
        ("data: {\na: 1\n}\n", "{\"data\":{\"a\":1}}"),
        ("data:\n  c: {\n  a: 1,\n}\n", "{\"data\":{\"c\":{\"a\":1}}}"),
        ("c: {a: \"x\"#c\n}\n", "{\"c\":{\"a\":\"x\"}}"),
        ("c: [-]\n", "{\"c\":[\"-\"]}"),
        ("c: [ # x\n a # y\n ]\n", "{\"c\":[\"a\"]}"),
        ("c: [a\n  \"b\"\n  , c,\n]\n", "{\"c\":[\"a \\\"b\\\"\",\"c\"]}"),
        ("c: [\n# c ]\n\"a\" # ]\n]\n", "{\"c\":[\"a\"]}"),
        ("c: {a: &x 1, b: *x}\n", "{\"c\":{\"a\":1,\"b\":1}}"),
        ("c: {z: &a b, w: &b c, x: [*a, *b]}\n", "{\"c\":{\"w\":\"c\",\"x\":[\"b\",\"c\"],\"z\":\"b\"}}"),
        ("c: {a: &x \"1\",\nb: *x}\n", "{\"c\":{\"a\":\"1\",\"b\":\"1\"}}"),
        ("data:\r\n  c: [\r\n  one,\r\n  two\r\n  ]\r\n", "{\"data\":{\"c\":[\"one\",\"two\"]}}"),
        ("c: {a:, b: c:, d: e::, f: g}\n", "{\"c\":{\"a:\":null,\"b\":\"c:\",\"d\":\"e::\",\"f\":\"g\"}}"),
        ("c: [a:, http://b:, {\"d\":, e: f:}]\n", "{\"c\":[\"a:\",\"http://b:\",{\"d\":null,\"e\":\"f:\"}]}"),
        ("c: {?a: b, ? d : e}\n", "{\"c\":{\"a\":\"b\",\"d\":\"e\"}}"),
        ("c:\n- [x]\n- :8080\n- [z]\n- :a: b\n- {}\n- :it's\nd: []\n:e: f\n", "{\"c\":[[\"x\"],\":8080\",[\"z\"],{\":a\":\"b\"},{},\":it's\"],\"d\":[],\":e\":\"f\"}"),
        ("c: [x\u2028y, {a: b\u0085c}]\n", "{\"c\":[\"x\u2028y\",{\"a\":\"b c\"}]}"),
        ("c: {\"a\":1,\"b\":[{\"d\":2}]}\n", "{\"c\":{\"a\":1,\"b\":[{\"d\":2}]}}"),
    ];

    internal static readonly (string Text, string Json)[] Tags =
    [
        ("a: !!binary aGVsbG8=\n", "{\"a\":\"hello\"}"),
        ("c: !!binary |\n  aGVs\n  bG8=\n", "{\"c\":\"hello\"}"),
        ("!!binary aGk=: x\n", "{\"hi\":\"x\"}"),
        ("c: !!binary \"\"\n", "{\"c\":\"\"}"),
        ("c: !a b\n", "{\"c\":\"b\"}"),
        ("c: !local/x 5\n", "{\"c\":\"5\"}"),
        ("c: !Ref x\n", "{\"c\":\"x\"}"),
        ("c: !GetAtt [a, b]\n", "{\"c\":[\"a\",\"b\"]}"),
        ("c: !foo {x: 1}\n", "{\"c\":{\"x\":1}}"),
        ("c: !!timestamp 2001-01-01\n", "{\"c\":\"2001-01-01\"}"),
        ("c: !!python/name:x y\n", "{\"c\":\"y\"}"),
        ("c: !!set {x, w}\n", "{\"c\":{\"w\":null,\"x\":null}}"),
        ("c: !!omap [x: 1]\n", "{\"c\":[{\"x\":1}]}"),
        ("a: !!str 5\nb: ! 5\nc: !!int \"5\"\nd: !!float 5\ne: !!bool yes\nf: !!null \"\"\n", "{\"a\":\"5\",\"b\":\"5\",\"c\":5,\"d\":5,\"e\":true,\"f\":null}"),
        ("c: !!int 0x1F\n", "{\"c\":31}"),
        ("c: !!str |\n  x\n", "{\"c\":\"x\\n\"}"),
        ("c: !<tag:yaml.org,2002:str> 5\n", "{\"c\":\"5\"}"),
    ];

    internal static readonly (string Text, string Json)[] Merges =
    [
        ("a: &a {x: 1}\nc: {x: 0, <<: *a}\n", "{\"a\":{\"x\":1},\"c\":{\"x\":1}}"),
        ("a: &a {x: 1}\nc: {<<: *a, x: 0}\n", "{\"a\":{\"x\":1},\"c\":{\"x\":0}}"),
        ("a: &a {x: 1}\nb: &b {x: 2, w: 3}\nc: {x: 0, <<: [*a, *b], z: 9}\n", "{\"a\":{\"x\":1},\"b\":{\"w\":3,\"x\":2},\"c\":{\"w\":3,\"x\":1,\"z\":9}}"),
        ("a: &a {x: 1}\nb: &b {x: 2}\nc: {<<: *a, <<: *b}\n", "{\"a\":{\"x\":1},\"b\":{\"x\":2},\"c\":{\"x\":2}}"),
        ("a: &a {x: 1}\nc: {\"<<\": *a}\n", "{\"a\":{\"x\":1},\"c\":{\"<<\":{\"x\":1}}}"),
        ("c: {!!str <<: {x: 1}}\n", "{\"c\":{\"<<\":{\"x\":1}}}"),
        ("c: {!!merge <<: {x: 1}}\n", "{\"c\":{\"x\":1}}"),
        ("c: {<<: [{x: 1}, {x: 2}]}\n", "{\"c\":{\"x\":1}}"),
        ("c: {<<: []}\n", "{\"c\":{}}"),
        ("a: &a {x: 1}\nb: &b {<<: *a, w: 2}\nc: {<<: *b, z: 3}\n", "{\"a\":{\"x\":1},\"b\":{\"w\":2,\"x\":1},\"c\":{\"w\":2,\"x\":1,\"z\":3}}"),
        ("a: &a {x: {w: 1}}\nc: {<<: *a, x: {z: 2}}\n", "{\"a\":{\"x\":{\"w\":1}},\"c\":{\"x\":{\"z\":2}}}"),
        ("a: &a {x: 1}\nc: {x: 0, <<: *a, x: 5}\n", "{\"a\":{\"x\":1},\"c\":{\"x\":5}}"),
        ("c: &a 1\nd: &a 2\ne: *a\n", "{\"c\":1,\"d\":2,\"e\":2}"),
        ("&a c: 1\nd: *a\n", "{\"c\":1,\"d\":\"c\"}"),
        ("c: &a\n- 1\nd: *a\n", "{\"c\":[1],\"d\":[1]}"),
    ];

    internal static readonly (string Text, string Json)[] Keys =
    [
        ("d: 1\nd: 2\n", "{\"d\":2}"),
        ("d: {a: 1, b: 2, a: 3}\n", "{\"d\":{\"a\":3,\"b\":2}}"),
        ("d: {yes: a, true: b}\n", "{\"d\":{\"true\":\"b\"}}"),
        ("d: {a: [1], a: }\n", "{\"d\":{\"a\":null}}"),
        ("d: {1: a, 0x1: b}\n", "{\"d\":{\"1\":\"b\"}}"),
        ("d: {1.0: a, 1e3: b, .5: c, 1e6: d, 0.00001: e}\n", "{\"d\":{\"0.5\":\"c\",\"1\":\"a\",\"1000\":\"b\",\"1e+06\":\"d\",\"1e-05\":\"e\"}}"),
        ("d: {0o7: a, 010: b, 1_0: c}\n", "{\"d\":{\"10\":\"c\",\"7\":\"a\",\"8\":\"b\"}}"),
        ("d: {.Inf: a, -.INF: b, .NaN: c, -0: e, -0.0: f, 1e1_0: g, 18446744073709551616: h, 3.14159265358979: i, 12345678: j, 12345678.0: k}\n",
            "{\"d\":{\".inf\":\"a\",\"-.inf\":\"b\",\".nan\":\"c\",\"0\":\"e\",\"-0\":\"f\",\"1e+10\":\"g\",\"1.8446744e+19\":\"h\",\"3.1415927\":\"i\",\"12345678\":\"j\",\"1.2345678e+07\":\"k\"}}"),
        ("d: {2001-01-01: a}\n", "{\"d\":{\"2001-01-01\":\"a\"}}"),
        ("? |\n  c\n: 1\n", "{\"c\\n\":1}"),
        ("c: {a}\n", "{\"c\":{\"a\":null}}"),
        ("c: [a: 1, b]\n", "{\"c\":[{\"a\":1},\"b\"]}"),
    ];

    internal static readonly (string Text, string Json)[] Scalars =
    [
        ("a: [y, yes, on, n, no, off, True, ~, null, Null, NULL]\nb:\nc: \"\"\n", "{\"a\":[true,true,true,false,false,false,true,null,null,null,null],\"b\":null,\"c\":\"\"}"),
        ("a: [0644, 0o17, -0o17, 0b11, 0x1F, -0x1f, 1_000, +5, 089, 0_7]\n", "{\"a\":[420,15,-15,3,31,-31,1000,5,89,7]}"),
        ("a: [1.0, 1e3, 1.00065e+09, 8080.0, 0.1, 1.10, .5, 5., 1E5, 1e+5, -0.0, +.5]\n", "{\"a\":[1,1000,1000650000,8080,0.1,1.1,0.5,5,100000,100000,0,0.5]}"),
        ("a: [1e400, 0o8, 1:30, 12:30:45, 2001-01-01, e5, 0x, 0b, Inf, NaN, 1.2.3, 100m, 0x1p3, _1]\n", "{\"a\":[\"1e400\",\"0o8\",\"1:30\",\"12:30:45\",\"2001-01-01\",\"e5\",\"0x\",\"0b\",\"Inf\",\"NaN\",\"1.2.3\",\"100m\",\"0x1p3\",\"_1\"]}"),
        ("a: [\"1\", 'yes', !!str no]\n", "{\"a\":[\"1\",\"yes\",\"no\"]}"),
        ("a: a#b\nb: a #b\nc: http://x/#y\n", "{\"a\":\"a#b\",\"b\":\"a\",\"c\":\"http://x/#y\"}"),
        ("c: 😀\n😀: \u00A0x\n", "{\"c\":\"😀\",\"😀\":\"\u00A0x\"}"),
        ("a: plain\n  goes on\n\n  here\n", "{\"a\":\"plain goes on\\nhere\"}"),
    ];
}
