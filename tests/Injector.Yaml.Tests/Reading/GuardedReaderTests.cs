using Injector.Testing.Mutations;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Yaml.Tests.Reading;

/// <summary>Whatever text comes: a tree or an error with a place, never an exception.</summary>
public sealed class GuardedReaderTests
{
    private const string Dense =
        """
        # comment
        a: {b: [1, 'x''y', "z\n\u00e9"], c: , "d": {e: ~}}
        list:
        - one # two
        -   - nested
            - {k: v}
        - ? key
          : value
        text: |2-
            block

          end
        folded: >
          some
           words
        plain: several
          lines : here
        url: http://x/y#z
        ...
        ---
        - "last"

        """;

    /// <summary>Texts on which YamlDotNet throws something else than its own exception, and others that a scanner may stumble over.</summary>
    public static TheoryData<string> Malformed =>
    [
        "metadata: {name: memcached\nspec:\n  description: x\n", "d: [x,x#\nc: d", "a: [x\nb: c", "a: {b: c\nd", "a: \"\\ud800\"", "a: \"\\U00110000\"", "a: \"\\UFFFFFFFF\"",
        "%YAML 99999999999.1\n---\na: b", "%YAML 1.99999999999\n---\n", "%TAG ! !\n%TAG ! !\n---\n", "%", "%YAML", "!<", "!<tag", "a: !<%ff> b", "a: !%zz b", "&", "*", "a: &", "a: *", "|", ">", "a: |9999999999\n b", "a: |0\n b",
        "a: >1-1\n b", "[", "{", "]", "}", ",", "? ", "? ? ?", "- - -\n -", "a:\n\t- b", "\t", "a: b\n\tc: d", "---\n---\n...\n...", "{,}", "[,]", "{a, b: }", "[a: b: c]", "{? }", "'", "\"", "\"\\", "\"\\x", "\"\\x4",
        "a: 'b\n---\nc'", "a: \"b\n...\nc\"", "- [\n- ]", "{a: [b}", "[a}", "a: @b", "a: `b", "a: %b", "a\0b", "\uD800", "a: \uDC00", "a: b: c", "&a &b c", "!a !b c", "*a : b", "&a : b", "? [a\n: b", "a: [b,\n#c\n", "<<: *a", "<<: [*b]",
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_text_is_answered(string text)
    {
        foreach (var schema in Enum.GetValues<YamlSchema>())
        {
            CheckPlaces(YamlTreeReader.Read(text, schema), text, text);
        }
    }

    [Theory]
    [InlineData("metadata: {name: memcached\nspec:\n  description: x\n", 1, "line 1, column 11")]
    [InlineData("a: 1\nd: [x,x#\nc: d", 2, "line 2, column 4")]
    public void A_missing_bracket_is_told_with_the_place_where_it_opened(string text, int lineAtLeast, string opened)
    {
        var fault = YamlTreeReader.Read(text, YamlSchema.Strict).Fault.ShouldNotBeNull();

        fault.Location.Line.ShouldBeGreaterThanOrEqualTo(lineAtLeast);
        fault.Message.ShouldContain($"inside the bracket or brace of {opened}");
    }

    [Fact]
    public void Every_slip_at_every_place_is_answered_with_a_place()
    {
        foreach (var mutation in TextMutations.Of(Dense))
        {
            var strict = YamlTreeReader.Read(mutation.Text, YamlSchema.Strict);
            var kubectl = YamlTreeReader.Read(mutation.Text, YamlSchema.Kubectl);
            CheckPlaces(strict, mutation.Text, mutation.Kind);
            CheckPlaces(kubectl, mutation.Text, mutation.Kind);
            if (strict.Fault is null && strict.Problems.IsEmpty)
            {
                kubectl.Fault.ShouldBeNull(mutation.Kind);
                Shapes(kubectl).ShouldBe(Shapes(strict with { Documents = [.. strict.Documents.Take(1)] }), mutation.Kind);
            }
        }
    }

    [Fact]
    public void A_text_that_ends_early_is_an_error_or_an_earlier_whole()
    {
        const string Flow = "{a: [1, 2], b: {c: 'd', e: \"f\"}}";
        for (var length = 1; length < Flow.Length; length++)
        {
            YamlTreeReader.Read(Flow[..length], YamlSchema.Strict).Fault.ShouldNotBeNull(Flow[..length]);
            YamlTreeReader.Read(Flow[..length], YamlSchema.Kubectl).Fault.ShouldNotBeNull(Flow[..length]);
        }
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\uD800')]
    public void What_stands_behind_a_character_that_ends_a_text_is_not_lost(char character)
    {
        foreach (var schema in Enum.GetValues<YamlSchema>())
        {
            var fault = YamlTreeReader.Read($"a: 1\nb: {character}x\nc: 2\n", schema).Fault.ShouldNotBeNull();
            (fault.Location.Line, fault.Location.Column).ShouldBe((2, 4));
        }
    }

    [Fact]
    public void Lines_are_those_that_an_editor_shows()
    {
        var reading = YamlTreeReader.Read("a: 'x\u2028y'\nb: &z 1\n", YamlSchema.Strict);

        reading.Problems.ShouldHaveSingleItem().Location.Line.ShouldBe(2);
    }

    [Fact]
    public void Aliases_that_nest_deeper_and_deeper_are_refused()
    {
        var text = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 300).Select(number => $"a{number}: &a{number} [[[[*a{number - 1}]]]]\n"));

        YamlTreeReader.Read(text, YamlSchema.Kubectl).Fault.ShouldNotBeNull().Message.ShouldContain("nest too deep");
    }

    [Fact]
    public void Aliases_that_double_each_other_are_refused()
    {
        var text = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 40).Select(number => $"a{number}: &a{number} [*a{number - 1}, *a{number - 1}]\n"));

        YamlTreeReader.Read(text, YamlSchema.Kubectl).Fault.ShouldNotBeNull().Message.ShouldContain("aliases expand to more than");
    }

    [Fact]
    public void A_long_list_whose_items_share_what_is_alike_is_read_whole()
    {
        var shared = string.Concat(Enumerable.Range(0, 30).Select(number => $"  k{number}: v\n"));
        var own = string.Concat(Enumerable.Range(0, 12).Select(number => $"  o{number}: v\n"));
        var text = $"base: &base\n{shared}items:\n" + string.Concat(Enumerable.Range(0, 10_000).Select(number => $"- name: n{number}\n  spec: *base\n{own}"));

        var root = (MappingNode)YamlTreeReader.Read(text, YamlSchema.Kubectl, int.MaxValue).Documents[0].Root!;

        root["items"].ShouldBeOfType<SequenceNode>().Items.Count.ShouldBe(10_000);
    }

    [Fact]
    public void Aliases_of_a_long_text_are_refused()
    {
        var text = $"a: &a {new string('x', 100_000)}\nb: [{string.Join(", ", Enumerable.Repeat("*a", 1000))}]\n";

        YamlTreeReader.Read(text, YamlSchema.Kubectl).Fault.ShouldNotBeNull().Message.ShouldContain("characters");
    }

    [Fact]
    public void A_long_list_is_read_whole()
    {
        var text = string.Concat(Enumerable.Repeat("- a\n", 600_000));

        YamlTreeReader.Read(text, YamlSchema.Kubectl, int.MaxValue).Documents[0].Root.ShouldBeOfType<SequenceNode>().Items.Count.ShouldBe(600_000);
    }

    [Fact]
    public void A_text_over_the_limit_is_refused_unread() =>
        YamlTreeReader.Read(new string('a', 2000), YamlSchema.Strict, maxLength: 1024).Fault.ShouldNotBeNull().Message.ShouldBe("is larger than 1 KiB");

    [Fact]
    public void Problems_and_paths_are_bounded()
    {
        var reading = YamlTreeReader.Read(string.Concat(Enumerable.Range(0, 1500).Select(number => $"{new string('k', 500)}{number}: &a 1\n")), YamlSchema.Strict);

        reading.Problems.Length.ShouldBe(YamlTreeReader.MaxProblems);
        reading.Problems.ShouldAllBe(problem => problem.Location.Path.Length <= 101);
    }

    /// <summary>A document without problems may be edited, which takes away what has no place in the tree.</summary>
    [Fact]
    public void A_document_is_known_as_wrong_whatever_is_wrong_with_those_before_it()
    {
        var many = string.Concat(Enumerable.Range(0, 300).Select(number => $"k{number}: !a 1\n"));

        var reading = YamlTreeReader.Read($"{many}---\na: 1\n---\nb: !a 2\n", YamlSchema.Strict);

        reading.Documents.Select(document => document.Problems.Length).ShouldBe([YamlTreeReader.MaxProblems, 0, 1]);
    }

    private static void CheckPlaces(YamlReading reading, string text, string what)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        foreach (var problem in reading.Fault is { } fault ? reading.Problems.Add(fault) : reading.Problems)
        {
            problem.Location.Line.ShouldBeInRange(1, lines.Length, what);
            problem.Location.Column.ShouldBeInRange(1, lines[problem.Location.Line - 1].Length + 1, what);
            problem.Message.ShouldNotBeNullOrWhiteSpace(what);
        }

        if (reading.Fault is not null)
        {
            reading.Documents.ShouldBeEmpty(what);
        }
    }

    private static string Shapes(YamlReading reading) => string.Join("\n", reading.Documents.Select(document => document.Root).Where(root => !IsNothing(root)).Select(Shape));

    private static bool IsNothing(TreeNode? root) => root is null or ScalarNode { Kind: ScalarKind.Null };

    private static string Shape(TreeNode? node) => node switch
    {
        MappingNode mapping => $"{{{string.Join(",", mapping.Entries.Select(entry => $"{entry.Key.Spelling}={Shape(entry.Value)}"))}}}",
        SequenceNode sequence => $"[{string.Join(",", sequence.Items.Select(Shape))}]",
        ScalarNode scalar => $"<{scalar.Spelling}>",
        _ => "",
    };
}
