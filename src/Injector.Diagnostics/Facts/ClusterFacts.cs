using System.Collections.Frozen;
using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Settings;
using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Diagnostics.Facts;

/// <summary>All that the checks look at, read once.</summary>
internal sealed record ClusterFacts
{
    // Checks ask for a namespace of each workload and each pod, of which there are many thousands.
    private readonly FrozenDictionary<string, ClusterNamespace> _byName = FrozenDictionary<string, ClusterNamespace>.Empty;

    public required CheckScope Scope { get; init; }

    /// <summary>The moment of the check.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Version of the program that looks: an Injector of another one may decide otherwise.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>Injector's own namespace.</summary>
    public required string OwnNamespace { get; init; }

    /// <summary>Address of the API server.</summary>
    public required Uri Server { get; init; }

    /// <summary>Version of the API server as it states it, such as <c>v1.34.1</c>; empty when it does not say.</summary>
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

    /// <summary>What a webhook presented to us; <see langword="null"/> when none could be reached from here.</summary>
    public SeenCertificate? Presented { get; init; }

    /// <summary>What the Secret holds.</summary>
    public Reading<SeenCertificate> Stored { get; init; }

    /// <summary>Pods that were created for trial.</summary>
    public ImmutableArray<PodDryRun> Trials { get; init; } = [];

    /// <summary>Absent when the kind is not installed.</summary>
    public Reading<ImmutableArray<ProfileObject>> ProfileObjects { get; init; }

    /// <summary>The profiles that pods may ask for, as far as they could be found.</summary>
    public ProfileCatalogue Catalogue { get; init; } = ProfileCatalogue.Empty;

    /// <summary>Whether every place was read in which there may be profiles.</summary>
    public bool IsCatalogueWhole { get; init; }

    /// <summary>How the webhook is configured; <see langword="null"/> when no ConfigMap that its pods mount says.</summary>
    public InjectorSettings? Settings { get; init; }

    /// <summary>What tenants' profiles may not do by that configuration; <see langword="null"/> when it is not known.</summary>
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

    /// <summary>What could not be read.</summary>
    public ImmutableArray<UnreadResource> Unread { get; init; } = [];

    /// <summary>The entries of the mutating configuration that take pods.</summary>
    public ImmutableArray<WebhookEntry> PodEntries { get; private init; } = [];

    /// <summary>The release of Injector that serves; empty when it is not known, or not one.</summary>
    public string Release => Deployments.OrEmpty().Select(deployment => deployment.Release).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : "";

    /// <summary>The release of the chart that Injector was installed with; <see langword="null"/> when there is none, or it is not known.</summary>
    public ChartRelease? Chart => Deployments.OrEmpty().Select(deployment => deployment.Chart).FirstOrDefault(chart => chart is not null);

    /// <summary>Whether Injector's Deployments are there and want no pods, so that everything behind them is missing on purpose.</summary>
    public bool IsScaledToZero => Deployments.OrEmpty() is { IsEmpty: false } deployments && deployments.All(deployment => deployment.Wanted == 0);

    /// <summary>The serving certificate: what was presented, else what is stored.</summary>
    public SeenCertificate? Certificate => Presented ?? Stored.Known;

    /// <summary>The namespaces that are in scope.</summary>
    public IEnumerable<ClusterNamespace> NamespacesInScope => Namespaces.OrEmpty().Where(one => Scope.Namespace is null || one.Name == Scope.Namespace);

    /// <summary>The workloads of which more pods may come: a Job that has ended is history.</summary>
    public IEnumerable<ClusterWorkload> LivingWorkloads => Workloads.OrEmpty().Where(one => !one.IsFinished);

    /// <summary>A namespace; <see langword="null"/> when nothing is known of it.</summary>
    public ClusterNamespace? FindNamespace(string name) => _byName.GetValueOrDefault(name);
}
