using Injector.Testing.Released;
using Injector.Tests.Commands;

namespace Injector.Tests.Released;

/// <summary><c>injector inject</c> over manifests that an earlier release injected already.</summary>
public sealed class SecondInjectionTests
{
    public static IEnumerable<object[]> Manifests => Release.InjectedManifests;

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_manifest_that_is_injected_keeps_its_bytes(string version, string folder)
    {
        var release = new Release(version);
        var injected = release.Injected(folder)!;

        var run = CommandRun.Of(["inject", "-f", injected, .. release.Arguments(folder)]);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Output.ShouldBe(File.ReadAllText(injected));
    }
}
