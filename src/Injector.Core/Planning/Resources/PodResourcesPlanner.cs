using System.Collections.Immutable;
using Injector.Core.Planning.Containers;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Grammar.Numbers;

namespace Injector.Core.Planning.Resources;

/// <summary>
/// Raises pod-level requests and limits (KEP-2837) by what is added, so that the pod stays as valid as it was and the application keeps its share: the
/// containers' total requests must be within the pod's requests, and those within its limits (validatePodResourceConsistency and
/// validatePodResourceRequirements of Kubernetes pkg/apis/core/validation). A pod whose requests equal its limits stays that way, and so keeps its QoS class.
/// </summary>
internal sealed class PodResourcesPlanner
{
    private const string Requests = "requests";
    private const string Limits = "limits";

    private readonly PodResourcesView _stated;
    private readonly Dictionary<string, StatedAmount> _statedRequests;
    private readonly Dictionary<string, StatedAmount> _statedLimits;
    private readonly ContainerAmounts[] _added;
    private readonly PodAmounts _before;
    private readonly PodAmounts _after;

    private PodResourcesPlanner(PodView pod, PodResourcesView stated, IReadOnlyDictionary<string, ContainerAmounts> added, ContainerPlacer placer)
    {
        _stated = stated;
        _statedRequests = ByName(stated.Requests);
        _statedLimits = ByName(stated.Limits);
        _added = [.. added.Values];
        var removed = placer.Superseded.Select(place => (place.IsInit, place.Index)).ToHashSet();
        var stay = pod.AllContainers().Where(container => !removed.Contains((container.IsInit, container.Index))).Select(ContainerAmounts.Of).ToArray();
        var init = stay.Where(container => container.IsInit).ToList();
        var regular = stay.Where(container => !container.IsInit).ToArray();
        _before = new PodAmounts(init, regular);
        foreach (var container in placer.InitContainers)
        {
            init.Insert(Math.Min(container.Index, init.Count), added[container.Name]);
        }

        _after = new PodAmounts(init, [.. regular, .. placer.Containers.Select(container => added[container.Name])]);
    }

    public static ImmutableArray<RaisedResource> Plan(PodView pod, IEnumerable<PreparedContainer> added, ContainerPlacer placer)
    {
        var amounts = new Dictionary<string, ContainerAmounts>(StringComparer.Ordinal);
        foreach (var container in pod.Resources is null ? [] : added)
        {
            amounts[container.Name] = ContainerAmounts.Of(container);
        }

        return amounts.Count == 0 ? [] : new PodResourcesPlanner(pod, pod.Resources!, amounts, placer).Plan();
    }

    private ImmutableArray<RaisedResource> Plan()
    {
        var names = Stated(_stated.Requests).Concat(Stated(_stated.Limits)).Concat(_after.Requests.Keys.Order(StringComparer.Ordinal));
        var (requests, limits) = (ImmutableArray.CreateBuilder<RaisedResource>(), ImmutableArray.CreateBuilder<RaisedResource>());

        // A resource that none of our containers uses stays unchanged.
        foreach (var name in names.Where(IsTaken).Distinct(StringComparer.Ordinal).Where(IsOfPods))
        {
            Raise(name, requests, limits);
        }

        return [.. requests, .. limits];
    }

    private void Raise(string name, ImmutableArray<RaisedResource>.Builder requests, ImmutableArray<RaisedResource>.Builder limits)
    {
        var (request, limit) = (Amount(_statedRequests, name), Amount(_statedLimits, name));
        if ((request is null && _statedRequests.ContainsKey(name)) || (limit is null && _statedLimits.ContainsKey(name)))
        {
            // The API server rejects an unreadable amount anyway.
            return;
        }

        var before = request ?? Default(name, limit);
        var isEqual = IsHugePages(name) || before == limit;
        var (more, limited, most) = Additions(name);
        var after = Rounded(name, Math.Max(before + (isEqual ? most : more), _after.Requests.GetValueOrDefault(name)));
        if (limit is not null || IsHugePages(name))
        {
            var roof = Rounded(name, Math.Max(Math.Max((limit ?? 0) + (isEqual ? most : limited), after), isEqual ? 0 : MaxInit(name)));
            after = isEqual ? roof : after;
            Add(limits, Limits, name, limit, roof);
        }

        Add(requests, Requests, name, request, after > before ? after : request ?? 0);
    }

    // The default that the API server sets when limits are stated: the containers' total request, else the limit.
    private decimal Default(string name, decimal? limit) =>
        _stated.Limits.Entries.IsEmpty ? 0 : _before.Requests.TryGetValue(name, out var together) ? together : limit ?? 0;

    /// <summary>The totals of the added containers that run beside the application: requests, limits, and the larger of the two for each.</summary>
    private (decimal Requests, decimal Limits, decimal Max) Additions(string name)
    {
        var (requests, limits, most) = (0m, 0m, 0m);
        foreach (var container in _added.Where(container => !container.IsInit || container.IsSidecar))
        {
            requests += container.Request(name);
            limits += container.Limits.GetValueOrDefault(name);
            most += container.Max(name);
        }

        return (requests, limits, most);
    }

    // Init containers run one after another beside the sidecars, so only the largest counts.
    private decimal MaxInit(string name) =>
        _added.Where(container => container is { IsInit: true, IsSidecar: false }).Select(container => container.Limits.GetValueOrDefault(name)).DefaultIfEmpty().Max() is > 0 and var most
            ? most + Additions(name).Limits
            : 0;

    private void Add(ImmutableArray<RaisedResource>.Builder raised, string section, string name, decimal? before, decimal after)
    {
        if (after > (before ?? 0))
        {
            var stated = section == Requests ? _statedRequests : _statedLimits;
            raised.Add(new RaisedResource(section, name, QuantityFormat.Write(name, after), stated.TryGetValue(name, out var amount) ? Json(amount) : ""));
        }
    }

    private static decimal Rounded(string name, decimal amount) => name == "cpu" ? decimal.Ceiling(amount * 1000) / 1000 : decimal.Ceiling(amount);

    private static IEnumerable<string> Stated(AmountMap section) => section.Entries.Select(entry => entry.Resource.ToString());

    private static decimal? Amount(Dictionary<string, StatedAmount> section, string name) =>
        section.TryGetValue(name, out var stated) && QuantityText.TryParse(stated.Text.ToString(), out var amount) ? amount : null;

    // A quantity has no character that needs escaping in JSON.
    private static string Json(StatedAmount amount) => amount.IsNumber ? amount.Text.ToString() : $"\"{amount.Text}\"";

    // A pod may state thousands of huge page sizes. Of equal names the last counts, as for the API server.
    private static Dictionary<string, StatedAmount> ByName(AmountMap section)
    {
        var byName = new Dictionary<string, StatedAmount>(section.Entries.Length, StringComparer.Ordinal);
        foreach (var amount in section.Entries)
        {
            byName[amount.Resource.ToString()] = amount;
        }

        return byName;
    }

    private bool IsTaken(string name)
    {
        foreach (var container in _added)
        {
            if (container.Requests.ContainsKey(name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfPods(string name) => name is "cpu" or "memory" || IsHugePages(name);

    private static bool IsHugePages(string name) => name.StartsWith("hugepages-", StringComparison.Ordinal);
}
