using System.Text;
using Injector.Diagnostics.Drift;
using Injector.Diagnostics.Tests.Checks;
using Injector.Output;
using Injector.Output.Drift;

namespace Injector.Tests.Drift;

public sealed class DriftTableTests
{
    [Fact]
    public void Terminals_get_colours()
    {
        var text = Written(1, colours: true);

        text.ShouldStartWith("\e[31mchanged\e[0m  Pod shop/web    why\n");
        text.ShouldContain(" \e[2m-> Delete it and create it again: sidecars are added at creation only.\e[0m\n");
    }

    [Fact]
    public void Of_many_fields_the_first_are_shown_and_the_others_counted()
    {
        var text = Written(20, colours: false);

        text.ShouldContain("spec.f7: a, would be absent\n");
        text.ShouldNotContain("spec.f8");
        text.ShouldContain("… and 12 more\n");
    }

    private static string Written(int fields, bool colours)
    {
        var drift = new PodDrift(GoodCluster.Pod("web"), DriftKind.Changed, "why")
        {
            Differences = [.. Enumerable.Range(0, fields).Select(i => new FieldDifference($"spec.f{i}", "a", null))],
        };
        var workloads = WorkloadDrift.Group([drift], new Dictionary<(string, string, string), int> { [("shop", "Pod", "web")] = 1 });
        using var output = new MemoryStream();
        using var text = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        DriftTable.Write(
            new DriftReport(GoodCluster.Facts, 1, workloads, []),
            new CommandConsole { Input = Stream.Null, Output = output, Out = new DisplayWriter(text, colours), Error = DisplayWriter.Null });
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
