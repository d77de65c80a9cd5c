using System.Collections.Immutable;
using Injector.Ambassador.Engines;
using Injector.Ambassador.Model;

namespace Injector.Ambassador;

/// <summary>The additions of the ambassador to one pod.</summary>
/// <param name="Configuration">The engine's configuration file.</param>
/// <param name="Companions">The files that the configuration names, in the folder of <paramref name="Files"/>.</param>
/// <param name="Ports">The ports that the sidecar declares.</param>
/// <param name="Files">Files of Secrets and ConfigMaps that the sidecar mounts, by path.</param>
/// <param name="Variables">Environment variables of the application by the upstream they are about, in order.</param>
internal sealed record AmbassadorAdditions(
    string Configuration,
    ImmutableArray<CompanionFile> Companions,
    ImmutableArray<int> Ports,
    ImmutableArray<CredentialFile> Files,
    ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, string>>>> Variables)
{
    /// <summary>Settings that will probably not work as written, one sentence each.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Nothing.</summary>
    public static AmbassadorAdditions None { get; } = new("", [], [], [], []);
}
