using Injector.Diagnostics.Facts;
using Injector.Grammar.Messages;

namespace Injector.Diagnostics.Checks.Webhook;

/// <summary>Suggests a replacement for a meaningless value of the namespace label <c>injection</c>.</summary>
internal static class InjectionLabel
{
    private static readonly string[] Off = ["false", "off", "no", "none", "never"];

    /// <summary>
    /// The advice for such a value. With <c>required</c> no pod starts while Injector does not answer, so it is only suggested for a near miss; <c>enabled</c>,
    /// the value of other injectors, and anything else mean that sidecars are wanted.
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

    /// <summary>Without default profiles, "true" would get every pod denied.</summary>
    private static string Profiles(ClusterFacts cluster) => cluster.Settings is { DefaultProfiles.IsEmpty: false } ? "true" : "PROFILE,PROFILE";
}
