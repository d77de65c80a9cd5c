using Injector.Testing.Manifests;

namespace Injector.Manifests.Tests.Kubectl;

public sealed class KubectlDifferencesTests
{
    [Fact]
    public void Explore()
    {
        var mode = Environment.GetEnvironmentVariable("MODE") ?? "table";
        var count = int.Parse(Environment.GetEnvironmentVariable("COUNT") ?? "3000");
        var seed = int.Parse(Environment.GetEnvironmentVariable("SEED") ?? "1");
        List<string> sources = [.. ManifestTexts.Own, .. ManifestTexts.Golden, .. ManifestTexts.Corpus];
        var mutator = new ManifestMutator(seed, sources);
        var found = KubectlDifferences.In(mode == "table" ? sources.Concat(ManifestTexts.WithOddScalars()) : Enumerable.Range(0, count).Select(_ => mutator.Next()));
        using var output = new StreamWriter("/tmp/kd-report.txt");
        output.WriteLine($"read {found.Read} refused {found.Refused} here alone {found.ReadHereAlone} differences {found.Found.Count}");
        foreach (var (text, difference) in found.Found.Take(400))
        {
            output.WriteLine("=========\n" + (text.Length > 6000 ? text[..6000] : text) + "\n>>> " + difference);
        }
    }
}
