namespace Injector.Core.Planning.Resources;

/// <summary>The total requests of a pod's containers: those that run concurrently add up, init containers run one after another (KEP-753).</summary>
internal sealed class PodAmounts
{
    private readonly Dictionary<string, decimal> _requests = new(StringComparer.Ordinal);

    public PodAmounts(IEnumerable<ContainerAmounts> initContainers, IEnumerable<ContainerAmounts> containers)
    {
        var sidecars = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var starting = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var container in initContainers)
        {
            foreach (var (name, request) in container.Requests)
            {
                var before = sidecars.GetValueOrDefault(name);
                starting[name] = Math.Max(starting.GetValueOrDefault(name), before + request);
                if (container.IsSidecar)
                {
                    sidecars[name] = before + request;
                }
            }
        }

        foreach (var container in containers)
        {
            Add(container.Requests);
        }

        Add(sidecars);
        foreach (var (name, most) in starting)
        {
            _requests[name] = Math.Max(_requests.GetValueOrDefault(name), most);
        }
    }

    /// <summary>Requests by resource name.</summary>
    public IReadOnlyDictionary<string, decimal> Requests => _requests;

    private void Add(IReadOnlyDictionary<string, decimal> amounts)
    {
        foreach (var (name, amount) in amounts)
        {
            _requests[name] = _requests.GetValueOrDefault(name) + amount;
        }
    }
}
