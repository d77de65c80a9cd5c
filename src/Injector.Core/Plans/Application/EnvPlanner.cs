using System.Collections.Immutable;
using Injector.Core.Messages;
using Injector.Core.Plans.Rendering;

namespace Injector.Core.Plans.Application;

/// <summary>Gives application containers their variables. What the application says itself always stays.</summary>
internal sealed class EnvPlanner(ImmutableArray<TargetContainer> targets)
{
    private readonly MessageList _warnings = new();

    /// <summary>What whoever creates the pod should know; nothing of a profile that was applied before, whose variables are there.</summary>
    public MessageList Warnings => _warnings;

    public void Plan(ProfileDraft draft)
    {
        foreach (var target in targets)
        {
            foreach (var variable in draft.Prepared.Env)
            {
                target.AddEnv(variable);
            }

            VariableUnit? added = null;
            foreach (var unit in draft.Prepared.Units)
            {
                if (Add(draft, target, unit))
                {
                    added ??= unit;
                }
            }

            if (added is not null && target.View.HasEnvFrom && draft.AddsAllContainers)
            {
                _warnings.Add($"{draft.Name}: variables that {target.View.Name} has by envFrom cannot be seen; added ones such as "
                    + $"{added.Variables[0].Key} replace them");
            }
        }
    }

    /// <summary>Half of a unit would send the application to a host of its own at a port of ours.</summary>
    private bool Add(ProfileDraft draft, TargetContainer target, VariableUnit unit)
    {
        var taken = unit.Variables.Where(variable => target.HasEnv(variable.Key)).Select(variable => variable.Key).ToArray();
        if (taken.Length == 0)
        {
            foreach (var variable in unit.Variables)
            {
                target.AddEnv(variable);
            }

            return true;
        }

        if (draft.AddsAllContainers)
        {
            _warnings.Add($"{draft.Name}: {target.View.Name} has {string.Join(" and ", taken)} already, so none of "
                + $"{string.Join(", ", unit.Variables.Select(variable => variable.Key))} is set for {unit.Subject}");
        }

        return false;
    }
}
