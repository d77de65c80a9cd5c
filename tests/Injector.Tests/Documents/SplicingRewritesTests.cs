using Injector.Tests.Commands;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Tests.Documents;

/// <summary>Values that change where they stand.</summary>
public sealed class SplicingRewritesTests
{
    private const string Rewritten = """
        apiVersion: v1
        kind: Pod
        metadata:
          annotations:
            injector.io/inject: ambassador
            ambassador.injector.io/rewriteProbes: 'true'
            ambassador.injector.io/rewritePorts: 'true'
            ambassador.injector.io/inbound: 8443=http://localhost:8080
        spec:
          containers:
            - name: web
              image: registry.example/web:1.0
              ports:
                - containerPort: 8080  # shop
                  name: http # its name
              readinessProbe:
                httpGet:
                  path: '/healthz'   # the quick one
                  port:
                    http  # by name
                # once a second
                periodSeconds: 1

        """;

    [Fact]
    public void What_stands_behind_a_rewritten_value_stays_there()
    {
        var run = CommandRun.WithInput(Rewritten, "inject", "-f", "-");

        run.Output.ShouldContain("        - containerPort: 8443  # shop\n          name: http # its name\n");
        run.Output.ShouldContain("          path: '/probe/http/8080/healthz'   # the quick one\n          port:\n            19021  # by name\n        # once a second\n");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Uninject_gives_rewritten_values_back_with_their_quotes_and_comments(string lineBreak)
    {
        var manifest = Rewritten.Replace("\n", lineBreak, StringComparison.Ordinal);
        var injected = CommandRun.WithInput(manifest, "inject", "-f", "-");

        CommandRun.WithInput(injected.OutputBytes, "uninject", "-f", "-").Output.ShouldBe(manifest);
    }

    [Fact]
    public void An_item_that_is_replaced_stays_between_its_comments()
    {
        const string Text = "list:\n  # about a\n  - a  # old\n  # about b\n  - name: b\n    # end of b\n\n  # end\n";
        var list = (SequenceNode)Root(Text)["list"]!;
        list.Replace(0, ScalarNode.Text("x"));
        list.Replace(1, Root("name: y\nof: z").Copy());

        Spliced(Text, list).ShouldBe("list:\n  # about a\n  - x  # old\n  # about b\n  - name: y\n    of: z\n    # end of b\n\n  # end\n");
    }

    [Fact]
    public void An_item_that_is_replaced_and_then_removed_is_gone()
    {
        const string Text = "list:\n- a\n- b # with its comment\n- c\n";
        var list = (SequenceNode)Root(Text)["list"]!;
        list.Replace(1, ScalarNode.Text("x"));
        list.RemoveAt(1);

        Spliced(Text, list).ShouldBe("list:\n- a\n- c\n");
    }

    private static MappingNode Root(string text) => (MappingNode)YamlTreeReader.Read(text, YamlSchema.Kubectl).Documents[0].Root!;

    private static string? Spliced(string text, TreeNode list)
    {
        var root = Root(text);
        root.Entries[0].Value = list;
        return YamlSplicer.Write(text, root, "\n", indentSequences: true)?.Text;
    }
}
