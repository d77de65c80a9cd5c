using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Grammar.Versions;

namespace Injector.Diagnostics.Facts;

/// <summary>Builds the snapshot that the cluster's Injector decides with from what was read of the cluster.</summary>
internal static class ClusterSnapshot
{
    /// <summary>The snapshot; with the default settings if no configuration was found.</summary>
    public static InjectionSnapshot Of(ClusterFacts cluster) => new()
    {
        Profiles = cluster.Catalogue,
        Namespaces = NamespaceDirectory.Create(Namespaces(cluster)),
        Capabilities = new ClusterCapabilities(KubernetesVersion.TryParse(cluster.Version, out var version) ? version : null),
        Settings = (cluster.Settings ?? InjectorSettings.Default) with
        {
            Keys = cluster.Scope.Keys,
            OwnNamespace = cluster.OwnNamespace,
            Version = cluster.ProgramVersion,
        },
    };

    /// <summary>The namespaces that could be read.</summary>
    public static IEnumerable<NamespaceFacts> Namespaces(ClusterFacts cluster) =>
        cluster.Namespaces.OrEmpty().Select(one => new NamespaceFacts(one.Name, one.Labels, one.Annotations));

    /// <summary>Whether the engine decides here exactly as the cluster's Injector does: same release, with its configuration and all of its profiles.</summary>
    public static bool IsExact(ClusterFacts cluster) => cluster.Settings is not null && cluster.IsCatalogueWhole && cluster.Release == cluster.ProgramVersion;

    /// <summary>A qualification to append to a decision; empty when it is certain.</summary>
    public static string Doubt(ClusterFacts cluster) => Doubt(IsExact(cluster));

    /// <inheritdoc cref="Doubt(ClusterFacts)"/>
    public static string Doubt(bool isExact) => isExact ? "" : ", as far as can be told from here";
}
