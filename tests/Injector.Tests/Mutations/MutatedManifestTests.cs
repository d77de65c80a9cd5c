using Injector.Testing.Manifests;

namespace Injector.Tests.Mutations;

public sealed class MutatedManifestTests
{
    private const int Seed = 20261128;
    private const int Count = 400;

    [Fact]
    public void Whatever_is_done_to_a_manifest_ends_as_documented_and_loses_no_byte()
    {
        var mutator = new ManifestMutator(Seed, ManifestTexts.Small);
        for (var i = 0; i < Count; i++)
        {
            var text = mutator.Next();

            MutatedManifestRun.Of(text).Violations.ShouldBeEmpty(text);
        }
    }

    [Fact]
    public void A_manifest_as_it_is_loses_no_byte()
    {
        foreach (var text in ManifestTexts.Own)
        {
            MutatedManifestRun.Of(text).Violations.ShouldBeEmpty(text);
        }
    }
}
