using Injector.Testing.Manifests;

namespace Injector.Tests.Mutations;

public sealed class MutatedManifestTests
{
    private const int Seed = 20261128;
    private const int Count = 400;

    [Fact]
    public void Whatever_is_done_to_a_manifest_ends_as_documented()
    {
        var mutator = new ManifestMutator(Seed, ManifestTexts.Small);
        var (injected, givenBack) = (0, 0);
        for (var i = 0; i < Count; i++)
        {
            var text = mutator.Next();

            var run = MutatedManifestRun.Of(text);
            run.Violations.ShouldBeEmpty(text);
            injected += run.Outcome.StartsWith("injected", StringComparison.Ordinal) ? 1 : 0;
            givenBack += run.Outcome == MutatedManifestRun.GivenBack ? 1 : 0;
        }

        // Not given back are values of nothing in their spelling, probes that were rewritten, and records that the input brought.
        givenBack.ShouldBeGreaterThan(injected * 3 / 4);
    }

    [Fact]
    public void A_manifest_as_it_is_ends_as_documented()
    {
        foreach (var text in ManifestTexts.Own)
        {
            MutatedManifestRun.Of(text).Violations.ShouldBeEmpty(text);
        }
    }
}
