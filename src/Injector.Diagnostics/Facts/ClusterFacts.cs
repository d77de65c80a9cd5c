using System.Collections.Frozen;
using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Settings;
using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Diagnostics.Facts;

/// <summary>The input of all checks, read once.</summary>
internal sealed record ClusterFacts
{
    // Checks look up the namespace of every workload and pod, of which there may be many thousands.
    private readonly FrozenDictionary<string, ClusterNamespace> _byName = FrozenDictionary<string, ClusterNamespace>.Empty;

    public required CheckScope Scope { get; init; }

    /// <summary>Time of the check.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Version of this program; an Injector of another version may decide differently.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>Injector's own namespace.</summary>
    public required string OwnNamespace { get; init; }

    /// <summary>Address of the API server.</summary>
    public required Uri Server { get; init; }

    /// <summary>Version that the API server reports, such as <c>v1.34.1</c>; empty when it reports none.</summary>
    public string Version { get; init; } = "";

    public Reading<WebhookConfiguration> Mutating
    {
        get;
        init
        {
            field = value;
            PodEntries = [.. value.Known?.Entries.Where(entry => entry.TakesPods) ?? []];
        }
    }

    public Reading<WebhookConfiguration> Validating { get; init; }

    /// <summary>All mutating configurations of the cluster.</summary>
    public Reading<ImmutableArray<WebhookConfiguration>> AllMutating { get; init; }

    public Reading<ServingService> Service { get; init; }

    public Reading<ServiceEndpoints> Endpoints { get; init; }

    /// <summary>The Deployments whose pods the Service selects.</summary>
    public Reading<ImmutableArray<ServingDeployment>> Deployments { get; init; }

    public Reading<ImmutableArray<DisruptionBudget>> DisruptionBudgets { get; init; }

    /// <summary>The certificate that the webhook presented; <see langword="null"/> when it is unreachable from here.</summary>
    public SeenCertificate? Presented { get; init; }

    /// <summary>The certificate in the Secret.</summary>
    public Reading<SeenCertificate> Stored { get; init; }

    /// <summary>Pods that were created as a dry run.</summary>
    public ImmutableArray<PodDryRun> Trials { get; init; } = [];

    /// <summary>The SidecarProfile objects; absent when the kind is not installed.</summary>
    public Reading<ImmutableArray<ProfileObject>> ProfileObjects { get; init; }

    /// <summary>The profiles that pods can request, as far as they could be found.</summary>
    public ProfileCatalogue Catalogue { get; init; } = ProfileCatalogue.Empty;

    /// <summary>Whether every source of profiles could be read.</summary>
    public bool IsCatalogueWhole { get; init; }

    /// <summary>The webhook's settings; <see langword="null"/> when no ConfigMap mounted by its pods contains them.</summary>
    public InjectorSettings? Settings { get; init; }

    /// <summary>The restrictions on tenants' profiles from the same configuration; <see langword="null"/> when it is unknown.</summary>
    public ProfileRestrictions? ProfileRestrictions { get; init; }

    public Reading<ImmutableArray<ClusterNamespace>> Namespaces
    {
        get;
        init
        {
            field = value;
            _byName = value.OrEmpty().DistinctBy(one => one.Name).ToFrozenDictionary(one => one.Name, StringComparer.Ordinal);
        }
    }

    public Reading<ImmutableArray<ClusterWorkload>> Workloads { get; init; }

    public Reading<ImmutableArray<ClusterPod>> Pods { get; init; }

    public Reading<ImmutableArray<NamespaceQuota>> Quotas { get; init; }

    public Reading<ImmutableArray<NamespaceLimitRange>> LimitRanges { get; init; }

    /// <summary>What the API server refused to return. Default: nothing.</summary>
    public ImmutableArray<UnreadResource> Unread { get; init; } = [];

    /// <summary>The entries of the mutating configuration that apply to pods.</summary>
    public ImmutableArray<WebhookEntry> PodEntries { get; private init; } = [];

    /// <summary>The Injector release that the Deployments run; empty when it is unknown or they run different ones.</summary>
    public string Release => Deployments.OrEmpty().Select(deployment => deployment.Release).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : "";

    /// <summary>The Helm release that installed Injector; <see langword="null"/> when there is none or it is unknown.</summary>
    public ChartRelease? Chart => Deployments.OrEmpty().Select(deployment => deployment.Chart).FirstOrDefault(chart => chart is not null);

    /// <summary>Whether Injector's Deployments exist with zero replicas, so that pods and endpoints are missing on purpose.</summary>
    public bool IsScaledToZero => Deployments.OrEmpty() is { IsEmpty: false } deployments && deployments.All(deployment => deployment.Wanted == 0);

    /// <summary>The serving certificate: the one presented, otherwise the one stored.</summary>
    public SeenCertificate? Certificate => Presented ?? Stored.Known;

    /// <summary>The namespaces that are in scope.</summary>
    public IEnumerable<ClusterNamespace> NamespacesInScope => Namespaces.OrEmpty().Where(one => Scope.Namespace is null || one.Name == Scope.Namespace);

    /// <summary>The workloads that may still create pods; finished Jobs are excluded.</summary>
    public IEnumerable<ClusterWorkload> LivingWorkloads => Workloads.OrEmpty().Where(one => !one.IsFinished);

    /// <summary>Returns a namespace; <see langword="null"/> when it is unknown.</summary>
    public ClusterNamespace? FindNamespace(string name) => _byName.GetValueOrDefault(name);
}
