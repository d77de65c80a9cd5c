using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Checks.Facts;
using Injector.Core.Profiles;
using Injector.Kubernetes.Api;
using Injector.Profiles.Resource;

namespace Injector.Checks.Survey;

/// <summary>Reads from a cluster what the checks look at. What may not be read is noted, not fatal.</summary>
/// <param name="server">The API server.</param>
/// <param name="scope">What is to be checked.</param>
/// <param name="files">Profiles that are known beforehand: the built-in ones, and those of a folder that the caller named.</param>
/// <param name="time">The clock.</param>
/// <param name="progress">Is told what is read now.</param>
internal sealed class ClusterSurvey(ApiServer server, CheckScope scope, ProfileCatalogue files, TimeProvider time, Action<string> progress)
{
    private readonly ResourceReader _reader = new(server);

    /// <summary>Reads everything.</summary>
    /// <param name="version">The API server's version, as it states it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    public async Task<ClusterFacts> ReadAsync(string version, CancellationToken cancellation)
    {
        progress("webhook configurations");
        var facts = await new WebhookSurvey(_reader, scope).ReadAsync(
            new ClusterFacts { Server = server.Connection.Server, Version = version, Scope = scope, Now = time.GetUtcNow(), OwnNamespace = scope.OwnNamespace },
            cancellation);
        progress("service, replicas and certificate");
        facts = await new ServingSurvey(_reader).ReadAsync(facts, cancellation);
        facts = facts with { Presented = await PresentedCertificate.FindAsync(facts, cancellation) };
        progress("namespaces");
        facts = facts with { Namespaces = await NamespacesAsync(cancellation) };
        progress("profiles");
        facts = facts with { ProfileObjects = await ProfilesAsync(cancellation) };
        facts = await new ProfileSurvey(_reader, files).ReadAsync(facts, cancellation);
        progress("a pod for trial");
        facts = facts with { Trials = await new PodTrials(server).RunAsync(facts, cancellation) };
        progress("workloads");
        facts = facts with { Workloads = await new WorkloadSurvey(_reader, scope).ReadAsync(cancellation) };
        progress("pods");
        facts = facts with { Pods = await PodsAsync(cancellation) };
        return facts with { Unread = _reader.Unread };
    }

    private async Task<Reading<ImmutableArray<ClusterNamespace>>> NamespacesAsync(CancellationToken cancellation)
    {
        var all = await _reader.ListAsync(new Right("list", "namespaces"), ClusterNamespace.Read, cancellation, "/api/v1/namespaces");
        if (all.IsKnown || scope.Namespace is not { } only)
        {
            return Sorted(all, one => one.Name);
        }

        var one = await _reader.GetAsync($"/api/v1/namespaces/{only}", new Right("get", "namespaces", Name: only), ClusterNamespace.Read, cancellation);
        return one.Known is { } known ? Reading<ImmutableArray<ClusterNamespace>>.Of([known]) : new(one.State, default);
    }

    private async Task<Reading<ImmutableArray<ProfileObject>>> ProfilesAsync(CancellationToken cancellation)
    {
        var right = new Right("list", "sidecarprofiles.injector.io", scope.Namespace);
        return await _reader.ListAsync(right, Profile, cancellation, $"/apis/injector.io/v1alpha1{In(scope)}/sidecarprofiles");
    }

    private async Task<Reading<ImmutableArray<ClusterPod>>> PodsAsync(CancellationToken cancellation)
    {
        // Pods that have ended need no sidecars any more.
        const string Living = "fieldSelector=status.phase!%3DSucceeded,status.phase!%3DFailed";
        var right = new Right("list", "pods", scope.Namespace);
        return Sorted(await _reader.ListAsync(right, ClusterPod.Read, cancellation, $"/api/v1{In(scope)}/pods?{Living}"), pod => $"{pod.Namespace}/{pod.Name}");
    }

    private static ProfileObject Profile(JsonObject profile)
    {
        using var document = JsonDocument.Parse(profile.ToJsonString());
        return ProfileObject.Read(document.RootElement);
    }

    private static Reading<ImmutableArray<T>> Sorted<T>(Reading<ImmutableArray<T>> list, Func<T, string> key) =>
        list.IsKnown ? Reading<ImmutableArray<T>>.Of([.. list.Known.OrderBy(key, StringComparer.Ordinal)]) : list;

    private static string In(CheckScope scope) => scope.Namespace is { } only ? $"/namespaces/{only}" : "";
}
