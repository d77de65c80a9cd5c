using System.Text;
using Injector.Manifests.Documents;
using Injector.Tests.Commands;
using Injector.Yaml.Nodes;

namespace Injector.Tests.Documents;

/// <summary>Documents whose lines cannot be kept.</summary>
public sealed class YamlDocumentTextTests
{
    private const string AcrossLines = "{apiVersion: v1, kind: Pod, # a pod\n metadata: {annotations: {injector.io/inject: log-tail}},\n spec: {containers: [{name: a, image: b, workingDir: \"c\n  d\"}]}}";

    [Fact]
    public void The_report_tells_that_comments_were_lost()
    {
        CommandRun.WithInput(AcrossLines, "inject", "-f", "-").Error
            .ShouldContain("warning: stdin#1: the document was rewritten, without the comments in it");
        CommandRun.WithInput(AcrossLines, "inject", "-f", "-", "-o", "patch").Error.ShouldNotContain("rewritten");
        CommandRun.WithInput(AcrossLines.Replace(" # a pod", "", StringComparison.Ordinal), "inject", "-f", "-").Error.ShouldNotContain("rewritten");
    }

    [Fact]
    public void The_report_tells_that_comments_of_a_document_with_anchors_were_lost()
    {
        const string Pod = "apiVersion: v1\nkind: Pod # a pod\nmetadata:\n  annotations: {injector.io/inject: log-tail}\nspec:\n  containers:\n  - &base {name: a, image: b}\n  x: *base\n";

        CommandRun.WithInput(Pod, "inject", "-f", "-").Error
            .ShouldContain("anchors, aliases and merge keys were replaced by what they stand for, without the comments in it");
    }

    [Fact]
    public void The_report_tells_which_comments_in_brackets_were_lost()
    {
        const string Pod = "apiVersion: v1\nkind: Pod # a pod\nmetadata:\n  annotations: {injector.io/inject: log-tail} # here\nspec:\n  containers: [ # one\n    {name: a, image: 'b#c', workingDir: \"d\n    e\"} # two\n  ]\n";

        var run = CommandRun.WithInput(Pod, "inject", "-f", "-");

        run.Error.ShouldContain("warning: stdin:6: what stood in braces or brackets is written line by line, without the comments of 2 lines in it");
        run.Output.ShouldContain("kind: Pod # a pod\n");
        run.Output.ShouldContain("} # here\n");
        CommandRun.WithInput(Pod.Replace(" # one", "", StringComparison.Ordinal).Replace(" # two", "", StringComparison.Ordinal), "inject", "-f", "-").Error
            .ShouldNotContain("without the comment");
    }

    [Fact]
    public void A_spelling_that_means_something_else_where_it_is_written_is_not_used()
    {
        var bytes = Encoding.UTF8.GetBytes("a: b\n");
        var document = new ManifestDocument
        {
            Source = new ManifestSource("x.yaml", bytes), Number = 1, FirstLine = 1, Format = DocumentFormat.Yaml,
            Lead = default, Body = bytes, Tail = default, Bytes = bytes,
        };
        var root = new MappingNode();
        root.Set("a", new ScalarNode { Kind = ScalarKind.String, Spelling = "text", Source = "# text" });

        var written = YamlDocumentText.Of(document, new DocumentTree(root));

        (written.Text, written.KeepsLines).ShouldBe(("a: text\n", false));
    }
}
