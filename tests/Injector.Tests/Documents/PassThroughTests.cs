using FsCheck;
using FsCheck.Fluent;
using Injector.Manifests.Documents;
using Injector.Tests.Commands;

namespace Injector.Tests.Documents;

public sealed class PassThroughTests
{
    private static readonly string[] Pieces =
    [
        "---\n", "--- # comment\n", "---\r\n", "...\n", "\n", "  \n", "\t\n", "# comment\n", "a: 1\n", "b:   'x'  # why\n", "\r\n", "---",
        "kind: Service\r\n", "text: |\n  --- not a separator\n  # not a comment\n\n", "{\"json\": [1, 2.50]}\n", "{\"a\":1}{\"b\":2}", "- x\n", "%YAML 1.2\n---\n",
        "plain text\n", "\uFEFF", "é: ü\n", "quoted: \"a\\nb\"\n", "last: no newline", "--- {a: b}\n", "--- |\n literal\n",
    ];

    private static Arbitrary<string[]> Texts => Gen.ArrayOf(Gen.Elements(Pieces)).ToArbitrary();

    [Fact]
    public void The_documents_of_an_input_laid_end_to_end_are_the_input() =>
        Prop.ForAll(Texts, pieces =>
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(string.Concat(pieces));
            var documents = DocumentSplitter.Split(new ManifestSource("test", bytes));
            documents.SelectMany(document => document.Bytes.ToArray()).ShouldBe(bytes);
            documents.SelectMany(document => (byte[])[.. document.Lead.Span, .. document.Body.Span, .. document.Tail.Span]).ShouldBe(bytes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_input_without_workloads_comes_out_as_it_came_or_is_refused_whole() =>
        Prop.ForAll(Texts, pieces =>
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(string.Concat(pieces));
            var run = CommandRun.WithInput(bytes, "inject", "-f", "-");
            run.OutputBytes.ShouldBe(run.ExitCode == ExitCodes.Done ? bytes : []);
            run.ExitCode.ShouldBeOneOf(ExitCodes.Done, ExitCodes.Usage);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_answered() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 255).Select(number => (byte)number)).ToArbitrary(), bytes =>
        {
            var run = CommandRun.WithInput(bytes, "inject", "-f", "-");
            run.ExitCode.ShouldBeOneOf(ExitCodes.Done, ExitCodes.Usage);
            run.OutputBytes.ShouldBe(run.ExitCode == ExitCodes.Done ? bytes : []);
        }).QuickCheckThrowOnFailure();
}
