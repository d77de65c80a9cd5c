using System.Collections.Immutable;
using Injector.Core.Planning.Drafts;
using Injector.Core.Planning.Volumes;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Application;

/// <summary>
/// Gives application containers their mounts. If a container already mounts a volume at the path or above it, that volume is shared with the sidecar instead of
/// being hidden by a second one.
/// </summary>
internal sealed class MountPlanner(ImmutableArray<TargetContainer> targets, PodView pod, VolumeSources sources, MessageList conflicts)
{
    /// <summary>Limit in bytes for the variables of all computed paths of a pod; a single path may need up to <see cref="ComputedPath.MaxVariables"/>.</summary>
    private const int MaxVariables = 1024 * 1024;

    private readonly HashSet<string> _broughtEarlier = new(StringComparer.Ordinal);
    private readonly Dictionary<(TargetContainer Container, string Expression), (string? Problem, string Variables)> _paths = [];
    private readonly Dictionary<VolumeAlias, string> _folders = [];
    private readonly VariableMeanings _meanings = new();
    private int _variables;
    private WrittenFolders? _written;

    public void Plan(ProfileDraft draft)
    {
        foreach (var mount in draft.Prepared.Mounts)
        {
            ShareExisting(draft, mount);
        }

        CheckNested(draft);
        foreach (var mount in draft.Prepared.Mounts)
        {
            CheckHidden(draft, mount);
        }

        // Not cached in a local: sharing renders the profile again.
        foreach (var mount in draft.Prepared.Mounts)
        {
            var isAdded = false;
            foreach (var target in targets)
            {
                isAdded |= target.Takes(draft) && Add(draft, mount, target);
            }

            if (isAdded && MountPlace.IsTaken(mount.Path) && MountPlace.Problem(mount.Path, sources.Of(draft, mount.Volume), mount.SubPath.Length + mount.SubPathExpr.Length > 0) is { } reason)
            {
                conflicts.Add($"{Describe(draft, mount)}, {reason}; choose another path");
            }
        }

        _broughtEarlier.UnionWith(draft.Prepared.Volumes.Select(volume => volume.Name));
    }

    // No volume can be mounted inside a folder that a container mounts read-only, and a program that reads the outer volume does not see the inner one.
    private void CheckNested(ProfileDraft draft)
    {
        var mounts = draft.Prepared.Mounts;
        if (mounts.Length < 2 || !draft.AddsAllContainers)
        {
            return;
        }

        for (var i = 0; i < mounts.Length; i++)
        {
            for (var j = 0; j < mounts.Length; j++)
            {
                var (outer, inner) = (mounts[i], mounts[j]);
                if ((MountPaths.IsBelow(inner.Path, outer.Path) || (i < j && inner.Path == outer.Path)) && IsBrought(draft, outer) && IsBrought(draft, inner))
                {
                    conflicts.Add($"{Describe(draft, outer)} and volume {inner.LocalVolume} {(inner.Path == outer.Path ? "there too" : $"below it at {inner.Path}")}; "
                        + $"choose folders of which none holds another");
                }
            }
        }
    }

    private static bool IsBrought(ProfileDraft draft, PreparedMount mount) => !draft.Preparation.Aliases.ContainsKey(mount.LocalVolume);

    private void ShareExisting(ProfileDraft draft, PreparedMount mount)
    {
        foreach (var target in targets)
        {
            foreach (var existing in target.Takes(draft) ? target.Mounts : [])
            {
                // One conflict is enough: a container may mount thousands of folders there.
                if ((existing.Path == mount.Path || MountPaths.IsBelow(mount.Path, existing.Path)) && !Share(draft, mount, target, existing))
                {
                    break;
                }
            }
        }
    }

    // Runs after the pod's volumes have replaced the profile's, because what lies below may then be the same files.
    private void CheckHidden(ProfileDraft draft, PreparedMount mount)
    {
        foreach (var target in targets)
        {
            foreach (var existing in target.Takes(draft) ? target.Mounts : [])
            {
                if (MountPaths.IsBelow(existing.Path, mount.Path) && !IsPartOf(mount, existing) && !draft.Prepared.Mounts.Any(own => IsBrought(draft, own) && IsOwn(own, existing)))
                {
                    conflicts.Add($"{Describe(draft, mount)}, but container {target.View.Name} mounts volume {existing.Volume} below it at {existing.Path}; "
                        + $"choose another path or unmount one of them");
                }
            }
        }
    }

    private static bool IsPartOf(PreparedMount mount, WorkingMount existing) =>
        existing.Volume == mount.Volume && existing.SubPathExpr.Length + mount.SubPathExpr.Length == 0
        && existing.SubPath == VolumeAlias.Join(mount.SubPath, existing.Path[mount.Path.Length..].TrimStart('/'));

    /// <returns>Whether the existing volume can replace the profile's.</returns>
    private bool Share(ProfileDraft draft, PreparedMount mount, TargetContainer target, WorkingMount existing)
    {
        // A volume of the same name that another profile brought is shared like any other.
        if (IsOwn(mount, existing) && !_broughtEarlier.Contains(existing.Volume))
        {
            return true;
        }

        var (problem, variables) = existing.SubPathExpr.Length > 0 ? Follow(target, existing.SubPathExpr) : (null, "");
        if ((Misfit(mount, existing) ?? problem) is { } reason)
        {
            conflicts.Add($"{Describe(draft, mount)}, but container {target.View.Name} mounts volume {existing.Volume} at {existing.Path} {reason}");
            return false;
        }

        var root = new VolumeAlias(existing.Volume, existing.SubPath) { SubPathExpr = existing.SubPathExpr, Variables = variables };
        var alias = root.Below(mount.Path.Length > existing.Path.Length ? mount.Path[existing.Path.Length..].TrimStart('/') : "");
        var aliases = draft.Preparation.Aliases;
        if (!aliases.TryGetValue(mount.LocalVolume, out var chosen))
        {
            draft.Prepare(draft.Preparation with { Aliases = aliases.SetItem(mount.LocalVolume, alias) });
        }
        else if (chosen != alias && !IsSameFolder(chosen, alias))
        {
            conflicts.Add($"{Describe(draft, mount)}, but the application's containers mount different volumes there ({chosen.Volume} and {alias.Volume}); "
                + $"name the containers that matter in the annotation containers");
            return false;
        }

        return true;
    }

    // A container that received the variables may have some of them under other names.
    private bool IsSameFolder(VolumeAlias one, VolumeAlias other) =>
        one.Volume == other.Volume && one.SubPath == other.SubPath && one.SubPathExpr.Length > 0 && other.SubPathExpr.Length > 0
        && Folder(one) == Folder(other);

    private string Folder(VolumeAlias alias)
    {
        if (!_folders.TryGetValue(alias, out var folder))
        {
            folder = _meanings.Of(alias.SubPathExpr, ComputedPath.Parse(alias.Variables));
            _folders.Add(alias, folder);
        }

        return folder;
    }

    private (string? Problem, string Variables) Follow(TargetContainer target, string expression)
    {
        if (!_paths.TryGetValue((target, expression), out var path))
        {
            path = _variables > MaxVariables
                ? ($"with a subPathExpr beside others that need variables of more than {MaxVariables} bytes of JSON; use subPath", "")
                : (ComputedPath.Read(target.Variables, expression, out var variables), variables);
            _variables += path.Variables.Length;
            _paths.Add((target, expression), path);
        }

        return path;
    }

    private static bool IsOwn(PreparedMount mount, WorkingMount existing) =>
        existing.Path == mount.Path && existing.Volume == mount.Volume && existing.SubPath == mount.SubPath
        && existing.SubPathExpr == mount.SubPathExpr;

    private string? Misfit(PreparedMount mount, WorkingMount existing)
    {
        if (existing.ReadOnly && !mount.ReadOnly && !IsWritten(existing))
        {
            return "read-only; mount it writable or choose another path";
        }

        return mount.IsReplaceable ? null : "and the profile's volume there cannot be replaced by it; choose another path";
    }

    private bool IsWritten(WorkingMount existing)
    {
        _written ??= new WrittenFolders(pod);
        return existing.SubPathExpr.Length > 0 ? _written.HoldComputed(existing.Volume, existing.SubPathExpr) : _written.Hold(existing.Volume, existing.SubPath);
    }

    private bool Add(ProfileDraft draft, PreparedMount mount, TargetContainer target)
    {
        foreach (var existing in target.Mounts)
        {
            if (existing.Path == mount.Path || MountPaths.IsBelow(mount.Path, existing.Path))
            {
                return false;
            }
        }

        AddVariables(draft, mount, target);
        target.Add(
            new WorkingMount(mount.Volume, mount.Path, mount.SubPath, mount.SubPathExpr, mount.ReadOnly),
            new PlannedItem(mount.MountPath, mount.Json));
        return true;
    }

    /// <summary>Gives a container the variables that another container's path depends on, so that both mount the same folder.</summary>
    private void AddVariables(ProfileDraft draft, PreparedMount mount, TargetContainer target)
    {
        if (!draft.Preparation.Aliases.TryGetValue(mount.LocalVolume, out var alias) || alias.SubPathExpr.Length == 0)
        {
            return;
        }

        var fitted = PathVariables.Fit(alias.Variables, alias.SubPathExpr, target.Variables);
        var added = fitted.Added.Select(variable => new PlannedItem(variable["name"].AsText()!, RelaxedJson.Bytes(variable))).ToArray();

        // For a container that cannot be parsed only the names are known.
        if ((fitted.Other ?? added.FirstOrDefault(variable => target.HasEnv(variable.Key)).Key) is { } other)
        {
            conflicts.Add($"{Describe(draft, mount)}, whose folder another container names by its variable {other}, but {target.View.Name} has another variable "
                + $"of that name; name the containers that matter in the annotation containers");
            return;
        }

        foreach (var variable in added)
        {
            target.AddEnv(variable);
        }

        // The other container takes the variable for a Service's, which is the same everywhere.
        if (target.View.HasEnvFrom && ComputedPath.Unseen(target.Variables, mount.SubPathExpr) is { } unseen)
        {
            conflicts.Add($"{Describe(draft, mount)}, whose folder another container names by its variable {unseen}, which {target.View.Name} may get from envFrom; "
                + $"set it under env or name the containers that matter in the annotation containers");
        }
    }

    private static string Describe(ProfileDraft draft, PreparedMount mount) => $"profile {draft.Name} mounts volume {mount.LocalVolume} at {mount.Path}";
}
