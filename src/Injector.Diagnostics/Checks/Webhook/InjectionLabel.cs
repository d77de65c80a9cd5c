using Injector.Diagnostics.Facts;
using Injector.Grammar.Messages;

namespace Injector.Diagnostics.Checks.Webhook;

/// <summary>What to write instead of a value of the namespace label <c>injection</c> that means nothing.</summary>
internal static class InjectionLabel
{
    private static readonly string[] Off = ["false", "off", "no", "none", "never"];

    /// <summary>
    /// The advice for such a value. <c>required</c> lets no pod start while Injector does not answer, so only who nearly wrote it is told of it; who
    /// wrote <c>enabled</c>, the value of other injectors, or anything else wants sidecars.
    /// </summary>
    public static string FixFor(ClusterNamespace one, string value, ClusterFacts cluster)
    {
        var keys = cluster.Scope.Keys;
        var remove = $"kubectl label namespace {one.Name} {keys.Injection}-";
        var meant = value.Trim().ToLowerInvariant();
        return (Off.Contains(meant, StringComparer.Ordinal) ? "disabled" : NearestName.Of(meant, ["disabled", "enabled", "required"])) switch
        {
            ("disabled" or "required") and var near => $"kubectl label --overwrite namespace {one.Name} {keys.Injection}={near}, or remove the label",
            _ when one.Annotations.ContainsKey(keys.Inject) => $"The annotation {keys.Inject} asks already; remove the label: {remove}",
            _ => $"To give all its pods sidecars: kubectl annotate namespace {one.Name} {keys.Inject}={Profiles(cluster)}, and remove the label: {remove}",
        };
    }

    /// <summary>Without default profiles "true" would have every pod denied.</summary>
    private static string Profiles(ClusterFacts cluster) => cluster.Settings is { DefaultProfiles.IsEmpty: false } ? "true" : "PROFILE,PROFILE";
}
