namespace Injector.Testing.Manifests;

/// <summary>Values as they may stand behind a key, each a trap for one reader or another.</summary>
public static class OddScalars
{
    /// <summary>Texts of one line without quotes, which readers take for different types.</summary>
    public static IReadOnlyList<string> Plain { get; } =
    [
        "y", "Y", "yes", "Yes", "YES", "yES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "true", "True", "TRUE", "tRUE", "false", "False", "FALSE",
        "~", "null", "Null", "NULL", "nULL", "None", "nil", "undefined",
        "0", "-0", "+0", "00", "01", "07", "08", "09", "010", "0644", "-0644", "+0644", "0o17", "-0o17", "+0o17", "0O17", "0o8", "0o", "0x1F", "0X1f", "-0x1f", "+0x1F", "0x", "0xg", "0b11", "-0b11",
        "0B11", "0b", "0b2", "1_000", "_1", "1_", "0x_1", "1__0", "0_7", "-_1", "1_000.5", "1e1_0",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "9007199254740993", "0x7fffffffffffffff",
        "0xffffffffffffffff", "0x1ffffffffffffffff", "-0x8000000000000000", "-0b1000000000000000000000000000000000000000000000000000000000000000",
        "1.0", "8080.0", "1e3", "1E3", "1e+3", "1e-3", "1.00065e+09", "1.", "1.e3", ".5", "-.5", "+.5", ".", "-.", ".e3", "1e", "1e+", "1.5.2", "1.10", "0.1", "-0.0", "0.0", "00.5", "08.5", "1e400",
        "-1e400", "1e-400", "1e21", "1e20", "123456789012345678901234567890", "0.1e1", "3.14159265358979323846264338327950288", "1e5f", "1f", "0x1p3", "0x1.8p1", "infinity", "Infinity", "-Infinity", "inf",
        "Inf", "nan", "NaN", "1d", "1L",
        "1:30", "12:30:45", "-1:30", "1:30.5", "190:20:30", "2001-01-01", "2001-1-1", "2001-12-14t21:59:43.10-05:00", "2001-12-14T21:59:43Z", "2001-12-14 21:59:43.10 -5", "1.2.3", "100m", "1Gi", "1e3Mi", "5%", "-5",
        "--5", "+-5", "1-2", "1+2", "0,5", "1 000", "- 1", "=", "<<", "+", "-", "e5", "E", "a#b", "a:b", "a: b", "a :b", "http://x/#y", "*.log", "@x", "`x", "%x", "!x", "&x", "a'b", "a\"b", "a\\nb", "[x]", "{x}", "x]", "x}",
        "x,y", ",x", "?x", ":x", "-x", "...", "---x", "\u00A0x", "é", "😀", "x\u0085y", "x\u2028y", "x\uFEFFy", "x\u200By", "x\ty",
    ];

    /// <summary>Special numbers that JSON cannot carry: kubectl refuses the manifest.</summary>
    public static IReadOnlyList<string> Special { get; } = [".inf", ".Inf", ".INF", "-.inf", "+.inf", ".nan", ".NaN", ".NAN"];

    /// <summary>Texts in quotes, with tags, in braces and brackets, and blocks whose lines stand deeper than four spaces.</summary>
    public static IReadOnlyList<string> Written { get; } =
    [
        "\"\"", "''", "\"yes\"", "'0644'", "\"a\\tb\\n\\u00e9\\x41\\U0001F600\\/\\e\\a\\0\\ \\_\\N\\L\\P\"", "'it''s'", "\"a\\\"b\"", "\"it\\'s\"", "'a\\nb'", "\"one\n      two\"", "'one\n\n      two '", "\"one \\\n      two\"",
        "\"one\n    two\"", "plain\n      goes on", "plain\n      # not a comment?", "plain # comment", "\"x\"#c", "!!str 5", "!!int \"5\"", "!!int 0x1F", "!!float 5", "!!float \"1e3\"", "!!bool yes", "!!bool \"no\"", "!!null \"\"", "!!null ~",
        "!!binary aGVsbG8=", "!!binary |\n      aGVs\n      bG8=", "!!timestamp 2001-01-01", "! 5", "!local 5", "!<tag:yaml.org,2002:str> 5", "!!map {a: b}", "!!seq [a]", "!!set {a, b}", "!!omap [a: b]",
        "[]", "{}", "[a, b]", "[a, b,]", "{a: b,}", "{a, b}", "{a: , b: }", "[a: b]", "{a: {b: {c: d}}}", "[[a], [b, [c]]]", "{\"a\":1,\"b\":[{\"c\":2}]}", "{\"a\": 'b'}", "[\n      a,\n      b\n      ]", "[\n    a,\n    b\n    ]", "{ # c\n      a: b # d\n      # e\n      }",
        "[ # c\n      a # d\n      # e\n      , b]", "[-]", "[-a]", "{? a : b}", "{a: &x b, c: *x}", "{'a':b}", "{\"a\":b}", "{a:b}", "{a: b: c}", "[a #b\n      ]", "[\"a\"#b\n      ]", "{a: \"x\n      y\"}",
        "|\n      a\n      b", "|-\n      a\n      b\n", "|+\n      a\n\n", ">\n      a\n      b\n\n      c", ">-\n      a\n       b\n      c", ">+\n      a\n\n\n", "|2\n        a\n      b", "|1\n     a", "|9\n      a", "|0\n      a", "|-2\n      a", "|2-\n      a",
        "|+2\n      a\n\n", "| # c\n      a", "|# c\n      a", "|x\n      a", "|\n\n      a", "|\n      \n      a", "|\n        \n      a", "|\n   \n      a", "|\n", "|-\n", "|+\n\n", ">\n\n\n      a", "|\n      a\n     \n      b", "|\n      a\n        \n      b\n   ",
        "|\n      \ta", ">\n      a\n      \tb", "|\n      # c\n      a", "|\n      ---x", "|\n      a: b\n      - c", "&a b", "&a {b: c}", "&a\n      b: c", "&a", "*none", "&a !!str 5", "!!str &a 5", "&a-b_c d", "&a|\n      b", "\n      - a\n      - b", "\n    - a\n    - b", "\n      a: b", "\n      a: b\n     c: d",
        "\n      - - a\n        - b", "\n      - a: b\n        c: d", "\n      -\n        a: b", "\n      - # c\n        a: b", "\n      ? a\n      : b", "\n      ? [a]\n      : b", "\n      a: b\n      a: c", "\n      1: b\n      \"1\": c", "\n      <<: {a: b}\n      a: c", "\n      a: c\n      <<: {a: b}",
        "\n      <<: [{a: b}, {a: c, d: e}]", "\n      <<: 5", "\n      \"<<\": {a: b}", "\n      yes: a\n      true: b", "\n      null: a", "\n      ~: a", "\n      1.0: a\n      1e3: b\n      1e6: c\n      .5: d", "\n      0x10: a\n      010: b", "\n      : a", "\n      \"a\" : b\n      'c': d",
    ];
}
