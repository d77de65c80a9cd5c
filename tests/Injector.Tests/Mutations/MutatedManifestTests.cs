using Injector.Testing.Manifests;

namespace Injector.Tests.Mutations;

public sealed class MutatedManifestTests
{
    [Fact]
    public void Explore()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("COUNT") ?? "300");
        var seed = int.Parse(Environment.GetEnvironmentVariable("SEED") ?? "1");
        var mutator = new ManifestMutator(seed, ManifestTexts.Small);
        var outcomes = new Dictionary<string, int>();
        using var output = new StreamWriter("/tmp/mm-report.txt", false, new System.Text.UTF8Encoding(false, false));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var text in (count == 0 ? ManifestTexts.All : Enumerable.Range(0, count).Select(_ => mutator.Next())))
        {
            var run = MutatedManifestRun.Of(text);
            outcomes[run.Outcome] = outcomes.GetValueOrDefault(run.Outcome) + 1;
            if (run.Violations.Count > 0) { output.WriteLine("=========\n" + text + "\n>>> " + string.Join("\n>>> ", run.Violations)); }
        }
        output.WriteLine("=========\n>>> " + string.Join(", ", outcomes.Select(o => $"{o.Key} {o.Value}")) + " in " + watch.Elapsed);
    }
}
