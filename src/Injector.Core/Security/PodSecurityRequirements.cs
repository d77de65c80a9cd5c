using System.Globalization;
using Injector.Core.Settings;

namespace Injector.Core.Security;

/// <summary>The level and the version of the Pod Security Standards that a namespace enforces.</summary>
/// <param name="Level">The level.</param>
/// <param name="Version">Minor version of the policy, of 1.x.</param>
/// <param name="IsPinned">Whether the namespace states a version.</param>
internal readonly record struct PodSecurityRequirements(PodSecurityLevel Level, int Version, bool IsPinned)
{
    public const string LevelLabel = "pod-security.kubernetes.io/enforce";
    public const string VersionLabel = "pod-security.kubernetes.io/enforce-version";

    /// <summary>The version that <c>latest</c> means if the cluster's is unknown (decision 0008).</summary>
    private const int Current = 34;

    /// <summary>
    /// Reads the labels as the API server does: it treats an unknown level as restricted and an unknown version as the latest, and no version as newer than its
    /// own.
    /// </summary>
    public static PodSecurityRequirements Of(NamespaceFacts facts, InjectorSettings settings, ClusterCapabilities cluster)
    {
        var latest = cluster.Version is { } version ? (version.Major > 1 ? int.MaxValue : version.Minor) : Current;
        var pinned = facts.Labels.TryGetValue(VersionLabel, out var text) ? Minor(text) : null;
        return new PodSecurityRequirements(Enforced(facts, settings), pinned is { } minor && minor < latest ? minor : latest, pinned < latest);
    }

    /// <summary>The policy for people, such as <c>baseline</c> or <c>baseline of v1.24</c>.</summary>
    public override string ToString() => IsPinned ? string.Create(CultureInfo.InvariantCulture, $"{Level.Text()} of v1.{Version}") : Level.Text();

    private static PodSecurityLevel Enforced(NamespaceFacts facts, InjectorSettings settings) => facts.Labels.GetValueOrDefault(LevelLabel) is { } label
        ? PodSecurityLevelText.Parse(label) ?? PodSecurityLevel.Restricted
        : settings.DefaultPodSecurity;

    private static int? Minor(string label) =>
        label.StartsWith("v1.", StringComparison.Ordinal)
        && int.TryParse(label.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
        && (label.Length == 4 || label[3] != '0')
            ? minor
            : null;
}
