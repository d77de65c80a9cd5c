using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Core.Rendering;
using Injector.Core.Status;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Application;

/// <summary>
/// Gives application containers their variables. The application's own values stay, or are appended to if the profile says so; a group of variables is added
/// completely or not at all. Whatever a container does not get is always reported.
/// </summary>
internal sealed class EnvPlanner(ImmutableArray<TargetContainer> targets, InjectionStatus status, MessageList conflicts)
{
    private readonly List<VariableGroup> _leftOut = [];
    private readonly MessageList _warnings = new();

    /// <summary>Warnings for the pod's creator; none about a profile that was applied before, since its variables are there.</summary>
    public MessageList Warnings => _warnings;

    public void Plan(ProfileDraft draft)
    {
        if (draft.Prepared.Env.IsEmpty)
        {
            return;
        }

        foreach (var target in targets)
        {
            if (target.Takes(draft))
            {
                Plan(draft, target);
            }
        }
    }

    private void Plan(ProfileDraft draft, TargetContainer target)
    {
        var container = target.View.Name.ToString();
        LeaveOutGroups(draft, target, container);
        string? added = null;
        foreach (var variable in draft.Prepared.Env)
        {
            if (variable.Group is { } group && _leftOut.Contains(group))
            {
                continue;
            }

            if (target.HasEnv(variable.Name))
            {
                Reconcile(draft, target, container, variable);
                continue;
            }

            target.AddEnv(variable.Item);
            if (variable.Separator is null)
            {
                added ??= variable.Name;
            }
            else if (target.View.HasEnvFrom && draft.AddsAllContainers)
            {
                _warnings.Add($"{draft.Name}: if {container} has {variable.Name} by envFrom, it is replaced and not added to; "
                    + $"to keep it, give the container a variable {variable.Name} with the value $({variable.Name})");
            }
        }

        if (added is not null && target.View.HasEnvFrom && draft.AddsAllContainers)
        {
            _warnings.Add($"{draft.Name}: variables that {container} has by envFrom cannot be seen; added ones such as {added} replace them");
        }
    }

    /// <summary>Half of a group would send the application to its own host at one of our ports.</summary>
    private void LeaveOutGroups(ProfileDraft draft, TargetContainer target, string container)
    {
        _leftOut.Clear();
        VariableGroup? last = null;
        foreach (var variable in draft.Prepared.Env)
        {
            if (variable.Group is { } group && !ReferenceEquals(group, last) && !_leftOut.Contains(group))
            {
                last = group;
                if (Taken(draft, target, container, group) is { Count: > 0 } taken)
                {
                    _leftOut.Add(group);
                    Report(draft, container, group, taken);
                }
            }
        }
    }

    private List<string>? Taken(ProfileDraft draft, TargetContainer target, string container, VariableGroup group)
    {
        List<string>? taken = null;
        HashSet<string>? others = null;
        foreach (var variable in draft.Prepared.Env)
        {
            // A variable that can be appended to is no obstacle, and neither is one with the same value.
            if (ReferenceEquals(variable.Group, group) && variable.Separator is null && target.HasEnv(variable.Name) && !target.HasSame(variable))
            {
                (taken ??= []).Add(variable.Name);
            }
        }

        foreach (var name in group.Source is null ? [] : target.View.Env.Items)
        {
            if (group.Source!.Holds(name) && name.ToString() is var text && !group.Names.Contains(text) && !IsOnRecord(container, text) && (others ??= new(StringComparer.Ordinal)).Add(text))
            {
                (taken ??= []).Add(text);
            }
        }

        return taken;
    }

    private void Report(ProfileDraft draft, string container, VariableGroup group, List<string> taken)
    {
        if (draft.AddsAllContainers && !taken.TrueForAll(name => IsOnRecord(container, name)))
        {
            var subject = group.Subject.Length > 0 ? $" for {group.Subject}" : "";
            var otherwise = group.Source is { Otherwise.Length: > 0 } source ? $"; {source.Otherwise}" : "";
            _warnings.Add($"{draft.Name}: {container} has {string.Join(" and ", taken)} already, so none of {string.Join(", ", group.Names)} is set{subject}{otherwise}");
            foreach (var variable in draft.Prepared.Env)
            {
                if (variable.IsRequired && ReferenceEquals(variable.Group, group))
                {
                    Refuse(draft, container, variable, $"which has {string.Join(" and ", taken)} and so gets none of {string.Join(", ", group.Names)}");
                }
            }
        }
    }

    /// <summary>Handles a variable whose name the container already has.</summary>
    private void Reconcile(ProfileDraft draft, TargetContainer target, string container, PreparedVariable variable)
    {
        // A variable on record may be from an earlier edition; it stays as it is.
        if (!draft.AddsContainers && IsOnRecord(container, variable.Name))
        {
            return;
        }

        if (variable.Separator is not null)
        {
            if (target.Append(variable) is { } reason)
            {
                Lose(draft, container, variable, $"{container} has {variable.Name} and it cannot be added to: {reason}");
            }
        }
        else if (!target.HasSame(variable))
        {
            Lose(draft, container, variable, target.IsPlanned(variable.Name)
                ? $"another profile sets {variable.Name} in {container} otherwise, and that value counts"
                : $"{container} sets {variable.Name} itself, and its value stays; take it out there to have the profile's");
        }
    }

    private void Lose(ProfileDraft draft, string container, PreparedVariable variable, string what)
    {
        if (!draft.AddsAllContainers || IsOnRecord(container, variable.Name))
        {
            return;
        }

        if (variable.IsRequired)
        {
            Refuse(draft, container, variable, $"but {what}");
        }
        else
        {
            _warnings.Add($"{draft.Name}: {what}");
        }
    }

    private void Refuse(ProfileDraft draft, string container, PreparedVariable variable, string why) => conflicts.Add(
        $"profile {draft.Name} is of no use without its variable {variable.Name} in container {container}, {why}");

    private bool IsOnRecord(string container, string variable) =>
        (SortedNames.TryGet(status.Env, container, out var names) && SortedNames.Contains(names, variable))
        || (SortedNames.TryGet(status.Appended, container, out var appended) && SortedNames.TryGet(appended, variable, out _));
}
