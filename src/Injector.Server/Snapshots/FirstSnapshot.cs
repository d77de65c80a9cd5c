using Injector.Core.Profiles;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Server.Options;

namespace Injector.Server.Snapshots;

/// <summary>Creates the snapshot that the server starts with, before profiles are read.</summary>
internal static class FirstSnapshot
{
    internal static InjectionSnapshot From(ServerOptions options)
    {
        if (!ClusterVersion.TryParse(options.KubernetesVersion, out var capabilities))
        {
            throw new ArgumentException($"'{options.KubernetesVersion}' is not a version.", nameof(options));
        }

        return new InjectionSnapshot
        {
            Profiles = ProfileCatalogue.Empty,
            Namespaces = options.NamespacesFile is { } file ? NamespacesFile.Read(file) : NamespaceDirectory.Empty,
            Capabilities = capabilities,
            Settings = options.ToSettings(),
        };
    }
}
