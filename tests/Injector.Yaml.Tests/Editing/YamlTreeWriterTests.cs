using FsCheck;
using FsCheck.Fluent;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Yaml.Tests.Editing;

public sealed class YamlTreeWriterTests
{
    private static readonly string[] NastyTexts =
    [
        "", " ", "  x", "x  ", "\t", "a\tb", "yes", "No", "~", "null", "0123", "1e3", "1_000", "0x1F", "12:30", "2020-01-01", "2020-01-01T00:00:00Z", ".inf", "-.inf", ".nan",
        "-", "- a", "-a", "?", "? a", ":", ": a", "a:", "a: b", "a #b", "#a", "a#b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "'", "''", "\"", "\\", "\\n", "it's", "\"q\"",
        "[a]", "{a}", "a, b", "[", "]", "{", "}", ",", "---", "--- a", "...", "<<", "=", "a\nb", "a\nb\n", "a\n\nb\n\n", "\na", "\n", "\n\n", " a\nb", "\ta\nb", "a\n  \nb", "a\n ", "a \nb",
        "a\r\nb", "a\rb", "\u0000", "\u0007", "\u001b[0m", "\u007f", "\u0085", "a\u0085b", "\u00a0", "\u2028", "a\u2029b", "\uFEFF", "a\uFEFFb", "\uFFFD", "é", "日本語", "😀", "😀: x",
        "#!/bin/sh\necho \"$1\"\n", "key: |\n  value\n", "a\n---\nb\n", "a\n...\n", "%YAML 1.2\n", "\\u0041", "true", "on: x", "!!str a", "x: 'y'\n# z\n", "trailing\n#", "\"a\n'b", new string('x', 3000),
    ];

    public static TheoryData<string> Texts => [.. NastyTexts];

    private static Gen<string> Text => Gen.OneOf(
        Gen.Elements(NastyTexts),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => new string([.. text.Get.Where(character => !char.IsSurrogate(character))])));

    private static Gen<TreeNode> Scalar => Gen.OneOf(
        Text.Select(TreeNode (text) => ScalarNode.Text(text)),
        Text.Zip(Gen.Elements(Enum.GetValues<ScalarNotation>())).Select(TreeNode (pair) => new ScalarNode { Kind = ScalarKind.String, Spelling = pair.Item1, Notation = pair.Item2 }),
        Gen.Elements("0", "-1", "1.50", "1e3", "12345678901234567890").Select(TreeNode (number) => new ScalarNode { Kind = ScalarKind.Float, Spelling = number }),
        Gen.Elements("true", "false").Select(TreeNode (word) => new ScalarNode { Kind = ScalarKind.Boolean, Spelling = word }),
        Gen.Constant<TreeNode>(new ScalarNode { Kind = ScalarKind.Null, Spelling = "null" }));

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_nasty_text_survives_in_every_place_and_look(string text)
    {
        foreach (var notation in Enum.GetValues<ScalarNotation>())
        {
            var scalar = new ScalarNode { Kind = ScalarKind.String, Spelling = text, Notation = notation };
            RoundTrips(scalar);
            RoundTrips(Mapping(("value", scalar), (text, scalar)));
            RoundTrips(Mapping(("nested", Mapping(("list", Sequence(scalar, Sequence(scalar, scalar), Mapping(("k", scalar), ("last", scalar))))))));
            RoundTrips(Mapping(("flow", FlowSequence(scalar, scalar)), ("next", ScalarNode.Text("x"))));
            RoundTrips(Mapping(("flow", FlowMapping((text, scalar), ("other", scalar)))));
        }
    }

    [Fact]
    public void Every_tree_survives() => Prop.ForAll(Gen.Sized(Tree).ToArbitrary(), RoundTrips).QuickCheckThrowOnFailure();

    [Fact]
    public void Strings_are_quoted_only_where_they_must_be()
    {
        var tree = Mapping(
            ("image", ScalarNode.Text("nginx:1.29")), ("port", ScalarNode.Text("80")), ("on", ScalarNode.Text("yes")),
            ("script", ScalarNode.Text("one\ntwo\n")), ("none", new MappingNode()), ("empty", new SequenceNode()));

        YamlTreeWriter.Write(tree, indentSequences: false).ShouldBe(
            "image: nginx:1.29\nport: \"80\"\n\"on\": \"yes\"\nscript: |\n  one\n  two\nnone: {}\nempty: []\n");
    }

    [Theory]
    [InlineData(false, "a:\n- b: 1\n  c:\n  - x\n")]
    [InlineData(true, "a:\n  - b: 1\n    c:\n      - x\n")]
    public void Lists_are_indented_as_asked(bool deeper, string expected)
    {
        var tree = Mapping(("a", Sequence(Mapping(("b", new ScalarNode { Kind = ScalarKind.Integer, Spelling = "1" }), ("c", Sequence(ScalarNode.Text("x")))))));

        YamlTreeWriter.Write(tree, deeper).ShouldBe(expected);
    }

    private static Gen<TreeNode> Tree(int size)
    {
        if (size <= 1)
        {
            return Scalar;
        }

        var inner = Tree(size / 4);
        return Gen.OneOf(
            Scalar,
            Gen.ArrayOf(inner, 3).Zip(ArbMap.Default.GeneratorFor<bool>()).Select(TreeNode (pair) => pair.Item2 ? FlowSequence(pair.Item1) : Sequence(pair.Item1)),
            Gen.ArrayOf(Text.Zip(inner), 3).Select(TreeNode (entries) => Mapping([.. entries.DistinctBy(entry => entry.Item1).Select(entry => (entry.Item1, entry.Item2))])));
    }

    private static void RoundTrips(TreeNode tree)
    {
        foreach (var indentSequences in (bool[])[false, true])
        {
            var yaml = YamlTreeWriter.Write(tree, indentSequences);
            var read = YamlTreeReader.Read(yaml, YamlSchema.Kubectl);
            (read.Fault, read.Problems.Length).ShouldBe((null, 0), yaml);
            Json(read.Documents.ShouldHaveSingleItem().Root!).ShouldBe(Json(tree), yaml);
        }
    }

    private static string Json(TreeNode? tree) => tree is null ? "null" : System.Text.Encoding.UTF8.GetString(JsonTreeWriter.Write(tree).Span);

    private static MappingNode Mapping(params (string Key, TreeNode Value)[] entries) => Fill(new MappingNode(), entries);

    private static MappingNode FlowMapping(params (string Key, TreeNode Value)[] entries) => Fill(new MappingNode { IsFlow = true }, entries);

    private static MappingNode Fill(MappingNode mapping, (string Key, TreeNode Value)[] entries)
    {
        foreach (var (key, value) in entries)
        {
            mapping.Set(key, value);
        }

        return mapping;
    }

    private static SequenceNode Sequence(params TreeNode[] items) => Fill(new SequenceNode(), items);

    private static SequenceNode FlowSequence(params TreeNode[] items) => Fill(new SequenceNode { IsFlow = true }, items);

    private static SequenceNode Fill(SequenceNode sequence, TreeNode[] items)
    {
        sequence.Items.AddRange(items);
        return sequence;
    }
}
