using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Core.Profiles;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Json;
using Injector.Profiles.Files;
using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Diagnostics.Survey;

/// <summary>
/// Finds the profiles that pods may request: those already known, the cluster's, and those in ConfigMaps that Injector's pods mount. One of these ConfigMaps
/// also contains the webhook's configuration.
/// </summary>
internal sealed class ProfileSurvey(ResourceReader reader, ProgramRelease release, CheckScope scope, ProfileCatalogue files)
{
    /// <summary>The file in the ConfigMap of the chart and of the deploy manifests.</summary>
    private const string ConfigurationFile = "config.yaml";

    public async Task<ClusterFacts> ReadAsync(ClusterFacts facts, CancellationToken cancellation)
    {
        var profiles = files.All.ToList();
        var (objects, isWhole) = await ObjectsAsync(facts.OwnNamespace, cancellation);
        var (settings, policy) = (facts.Settings, facts.ProfileRestrictions);
        isWhole &= facts.Deployments.OrEmpty().Length > 0;
        foreach (var name in facts.Deployments.OrEmpty().SelectMany(deployment => deployment.ConfigMaps).Distinct(StringComparer.Ordinal))
        {
            var map = await reader.GetAsync(
                $"/api/v1/namespaces/{facts.OwnNamespace}/configmaps/{name}",
                new Right("get", "configmaps", facts.OwnNamespace, name),
                map => (Profiles: OfConfigMap(map, name).ToList(), Configuration: Configuration(map, name)),
                cancellation);
            profiles.AddRange(map.Known.Profiles ?? []);
            if (settings is null && map.Known.Configuration is { } configuration)
            {
                (settings, policy) = (configuration.Settings, configuration.ProfileRestrictions);
            }

            isWhole &= map.State != ReadingState.Unreadable;
        }

        // Profiles that the server rejects are not used. If its restrictions are unknown, nothing counts as rejected.
        var resources = new ProfileResourceReader(facts.OwnNamespace, policy ?? new ProfileRestrictions([], []));
        profiles.AddRange(objects.OrEmpty().Select(one => resources.Read(one).Profile).OfType<SidecarProfile>());
        return facts with
        {
            Scope = scope.IsPrefixGiven || settings is null ? facts.Scope : facts.Scope with { Keys = settings.Keys },
            ProfileObjects = objects,
            Catalogue = ProfileCatalogue.Create(profiles),
            IsCatalogueWhole = isWhole,
            Settings = settings,
            ProfileRestrictions = policy,
        };
    }

    /// <summary>Those in scope, and those that are available in every namespace.</summary>
    private async Task<(Reading<ImmutableArray<ProfileObject>> Objects, bool IsWhole)> ObjectsAsync(string own, CancellationToken cancellation)
    {
        var objects = await ListAsync(scope.Namespace, cancellation);
        if (scope.Namespace is not { } only || only == own || objects.IsAbsent)
        {
            return (objects, objects.State != ReadingState.Unreadable);
        }

        var shared = await ListAsync(own, cancellation);
        return (
            objects.IsKnown || shared.IsKnown ? Reading<ImmutableArray<ProfileObject>>.Of([.. objects.OrEmpty(), .. shared.OrEmpty()]) : objects,
            objects.State != ReadingState.Unreadable && shared.State != ReadingState.Unreadable);
    }

    private Task<Reading<ImmutableArray<ProfileObject>>> ListAsync(string? @namespace, CancellationToken cancellation) => reader.ListAsync(
        new Right("list", "sidecarprofiles.injector.io", @namespace),
        Object,
        cancellation,
        $"/apis/injector.io/v1alpha1{(@namespace is null ? "" : $"/namespaces/{@namespace}")}/sidecarprofiles");

    private static ProfileObject Object(JsonObject profile)
    {
        using var document = JsonDocument.Parse(profile.ToJsonString());
        return ProfileObject.Read(document.RootElement);
    }

    private static IEnumerable<SidecarProfile> OfConfigMap(JsonObject map, string name) =>
        map.MapAt("data")
            .Where(file => file.Key.EndsWith(".yaml", StringComparison.Ordinal) || file.Key.EndsWith(".yml", StringComparison.Ordinal))
            .SelectMany(file => ProfileText.Parse(file.Value, $"ConfigMap {name}, {file.Key}").Profiles);

    private EngineConfiguration? Configuration(JsonObject map, string name) =>
        map.MapAt("data").GetValueOrDefault(ConfigurationFile) is { } text ? release.ReadConfiguration(text, name) : null;
}
