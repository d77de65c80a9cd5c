using System.Globalization;
using Injector.Testing.ControlPlane;
using Injector.Testing.Manifests;

namespace Injector.Manifests.Tests.Kubectl;

/// <summary>What the engine gets of a manifest is what kubectl would send of it.</summary>
public sealed class KubectlDifferencesTests
{
    private const int Seed = 20261128;

    /// <summary>Another number than the usual one, for runs by hand.</summary>
    private static int Mutations => int.Parse(Environment.GetEnvironmentVariable("INJECTOR_MUTATIONS") ?? "2000", CultureInfo.InvariantCulture);

    [KubectlFact]
    public void Manifests_are_read_as_kubectl_reads_them() => ShouldAgree([.. ManifestTexts.All, .. ManifestTexts.WithOddScalars()], atLeast: 1500);

    [KubectlFact]
    public void Mutated_manifests_are_read_as_kubectl_reads_them()
    {
        var mutator = new ManifestMutator(Seed, ManifestTexts.Small);

        ShouldAgree([.. Enumerable.Range(0, Mutations).Select(_ => mutator.Next())], atLeast: Mutations / 5);
    }

    private static void ShouldAgree(List<string> texts, int atLeast)
    {
        var differences = KubectlDifferences.In(texts);

        differences.Found.ShouldBeEmpty($"{differences.Found.Count} differ, such as\n{differences.Found.FirstOrDefault().Text}\n{differences.Found.FirstOrDefault().Difference}\n");
        differences.Read.ShouldBeGreaterThan(atLeast);
    }
}
