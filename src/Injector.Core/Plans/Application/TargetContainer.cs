using System.Collections.Immutable;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Application;

/// <summary>An application container with what it has and what it is about to receive.</summary>
internal sealed class TargetContainer(ContainerView view)
{
    /// <summary>Up to so many names are faster read through than looked up.</summary>
    private const int MaxScanned = 64;

    private readonly List<WorkingMount> _mounts = [.. view.Mounts.Items.Select(WorkingMount.Of)];
    private readonly ImmutableArray<PlannedItem>.Builder _addedMounts = ImmutableArray.CreateBuilder<PlannedItem>();
    private readonly ImmutableArray<PlannedItem>.Builder _addedEnv = ImmutableArray.CreateBuilder<PlannedItem>();
    private HashSet<string>? _names;

    public ContainerView View => view;

    /// <summary>Mounts as they will be: the container's own and those planned so far.</summary>
    public IReadOnlyList<WorkingMount> Mounts => _mounts;

    /// <summary>The variables planned so far.</summary>
    public ImmutableArray<PlannedItem>.Builder AddedEnv => _addedEnv;

    public bool ReceivesAnything => _addedMounts.Count > 0 || _addedEnv.Count > 0;

    public void Add(WorkingMount mount, PlannedItem item)
    {
        _mounts.Add(mount);
        _addedMounts.Add(item);
    }

    /// <summary>Adds a variable unless the container has one of its name; the application's own always stays.</summary>
    public void AddEnv(PlannedItem variable)
    {
        if (!HasEnv(variable.Key))
        {
            _addedEnv.Add(variable);
            _names?.Add(variable.Key);
        }
    }

    /// <summary>Whether the container has a variable of that name, or is about to.</summary>
    public bool HasEnv(string variable)
    {
        if (view.Env.Items.Length + _addedEnv.Count > MaxScanned)
        {
            _names ??= [.. view.Env.Items.Select(name => name.ToString()), .. _addedEnv.Select(planned => planned.Key)];
            return _names.Contains(variable);
        }

        foreach (var name in view.Env.Items)
        {
            if (name.Is(variable))
            {
                return true;
            }
        }

        foreach (var planned in _addedEnv)
        {
            if (planned.Key == variable)
            {
                return true;
            }
        }

        return false;
    }

    public ContainerAdditions Additions() => new(view, _addedMounts.ToImmutable(), _addedEnv.ToImmutable());
}
