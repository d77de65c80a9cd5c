using System.Text.Json.Nodes;
using Injector.Checks.Facts;
using Injector.Core.Profiles;
using Injector.Profiles.Files;
using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Policy;

namespace Injector.Checks.Survey;

/// <summary>Finds the profiles that pods may ask for: those known beforehand, the cluster's, and those in ConfigMaps that Injector's pods mount.</summary>
internal sealed class ProfileSurvey(ResourceReader reader, ProfileCatalogue files)
{
    public async Task<ClusterFacts> ReadAsync(ClusterFacts facts, CancellationToken cancellation)
    {
        var profiles = files.All.ToList();
        var isWhole = facts.Deployments.OrEmpty().Length > 0 && facts.ProfileObjects.State != ReadingState.Unreadable;
        foreach (var name in facts.Deployments.OrEmpty().SelectMany(deployment => deployment.ConfigMaps).Distinct(StringComparer.Ordinal))
        {
            var map = await reader.GetAsync(
                $"/api/v1/namespaces/{facts.OwnNamespace}/configmaps/{name}",
                new Right("get", "configmaps", facts.OwnNamespace, name),
                map => OfConfigMap(map, name).ToList(),
                cancellation);
            profiles.AddRange(map.Known ?? []);
            isWhole &= map.State != ReadingState.Unreadable;
        }

        // What a tenant may not do is not known here, and makes no difference to whether a profile exists.
        var objects = new ProfileResourceReader(facts.OwnNamespace, new TenantPolicy([], []));
        profiles.AddRange(facts.ProfileObjects.OrEmpty().Select(one => objects.Read(one).Profile).OfType<SidecarProfile>());
        return facts with { Catalogue = ProfileCatalogue.Create(profiles), IsCatalogueWhole = isWhole };
    }

    private static IEnumerable<SidecarProfile> OfConfigMap(JsonObject map, string name) =>
        map.MapAt("data")
            .Where(file => file.Key.EndsWith(".yaml", StringComparison.Ordinal) || file.Key.EndsWith(".yml", StringComparison.Ordinal))
            .SelectMany(file => ProfileText.Parse(file.Value, $"ConfigMap {name}, {file.Key}").Profiles);
}
