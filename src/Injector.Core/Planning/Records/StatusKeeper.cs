using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Injector.Core.Planning.Editions;
using Injector.Core.Planning.Metadata;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Settings;
using Injector.Core.Status;

namespace Injector.Core.Planning.Records;

/// <summary>Adds a plan to the record of earlier passes.</summary>
internal static class StatusKeeper
{
    public static InjectionStatus Add(InjectionStatus before, InjectionPlan plan, PlannedMetadata metadata, PodView pod, string version)
    {
        var (env, mounts) = (before.Env, before.Mounts);
        foreach (var additions in plan.Application)
        {
            if (!additions.Env.IsEmpty || !additions.Mounts.IsEmpty)
            {
                var container = additions.Container.Name.ToString();
                env = Union(env, container, additions.Env);
                mounts = Union(mounts, container, additions.Mounts);
            }
        }

        return new InjectionStatus
        {
            Version = version,
            Mode = plan.Mode.Text(),
            Profiles = Profiles(before.Profiles, plan.Profiles),
            Inputs = Inputs(before.Inputs, plan.Profiles),
            Images = RecordedImages.After(before, plan, pod),
            Ports = Ports(before.Ports, plan.Profiles),
            InitContainers = Union(before.InitContainers, plan.InitContainers, static container => container.Name),
            Containers = Union(before.Containers, plan.Containers, static container => container.Name),
            Volumes = Union(before.Volumes, plan.Volumes, static volume => volume.Name),
            ImagePullSecrets = SortedNames.Union(before.ImagePullSecrets, [.. plan.ImagePullSecrets]),
            Annotations = SortedNames.Union(before.Annotations, NewAnnotations(metadata, pod)),
            Labels = Union(before.Labels, metadata.Labels, static label => label.Key),
            Env = env,
            Appended = Appended(before.Appended, plan.Application, before.Env),
            Mounts = mounts,
            SafeToEvict = SortedNames.Union(before.SafeToEvict, [.. metadata.SafeToEvict]),
            Raised = Raised(before.Raised, plan.RaisedResources),
            GracePeriod = plan.GracePeriod is { } period ? period with { Before = before.GracePeriod is { } first ? first.Before : period.Before } : before.GracePeriod,
            Superseded = Superseded(before, plan, pod),
            Rewritten = Rewritten(before.Rewritten, plan.Rewrites),
            Blank = BlankCollections.Add(before.Blank, plan, metadata, pod),
        };
    }

    private static ImmutableArray<KeyValuePair<string, string>> Profiles(ImmutableArray<KeyValuePair<string, string>> before, ImmutableArray<PlannedProfile> planned)
    {
        var hashes = new KeyValuePair<string, string>[planned.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = new(planned[i].Name, planned[i].ContentHash);
        }

        return SortedNames.SetAll(before, hashes);
    }

    private static ImmutableArray<KeyValuePair<string, string>> Inputs(ImmutableArray<KeyValuePair<string, string>> before, ImmutableArray<PlannedProfile> planned)
    {
        var count = 0;
        foreach (var profile in planned)
        {
            count += profile.Inputs.Length > 0 ? 1 : 0;
        }

        var inputs = count == 0 ? [] : new KeyValuePair<string, string>[count];
        foreach (var profile in planned)
        {
            if (profile.Inputs.Length > 0)
            {
                inputs[^count--] = new(profile.Name, profile.Inputs);
            }
            else
            {
                before = SortedNames.Remove(before, profile.Name);
            }
        }

        return SortedNames.SetAll(before, inputs);
    }

    private static ImmutableArray<KeyValuePair<string, int>> Ports(ImmutableArray<KeyValuePair<string, int>> before, ImmutableArray<PlannedProfile> planned)
    {
        var count = 0;
        foreach (var profile in planned)
        {
            count += profile.Ports.Length;
        }

        var ports = count == 0 ? [] : new KeyValuePair<string, int>[count];
        foreach (var profile in planned)
        {
            foreach (var (name, number) in profile.Ports)
            {
                ports[^count--] = new($"{profile.Name}.{name}", number);
            }
        }

        return SortedNames.SetAll(before, ports);
    }

    // An annotation that existed before and only grew is not ours to remove.
    private static string[] NewAnnotations(PlannedMetadata metadata, PodView pod)
    {
        var count = 0;
        var added = new string[metadata.Annotations.Length];
        foreach (var (key, _) in metadata.Annotations)
        {
            if (!pod.Annotations.Contains(key))
            {
                added[count++] = key;
            }
        }

        return count == added.Length ? added : added[..count];
    }

    // The first value is the author's; a later pass finds a value that is already ours.
    private static ImmutableArray<KeyValuePair<string, string>> Raised(
        ImmutableArray<KeyValuePair<string, string>> before, ImmutableArray<RaisedResource> added)
    {
        if (added.IsEmpty)
        {
            return before;
        }

        var raised = new List<KeyValuePair<string, string>>(added.Length);
        foreach (var resource in added)
        {
            var name = $"{resource.Section}.{resource.Resource}";
            if (!SortedNames.TryGet(before, name, out _))
            {
                raised.Add(KeyValuePair.Create(name, resource.Before));
            }
        }

        return SortedNames.SetAll(before, [.. raised]);
    }

    // A variable that an earlier pass added is removed as a whole, including anything appended to it since.
    private static ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, AppendedRecord>>>> Appended(
        ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, AppendedRecord>>>> before,
        ImmutableArray<ContainerAdditions> added,
        ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> env)
    {
        foreach (var additions in added)
        {
            if (additions.Appended.IsEmpty)
            {
                continue;
            }

            var container = additions.Container.Name.ToString();
            var ours = SortedNames.TryGet(env, container, out var names) ? names : [];
            var known = SortedNames.TryGet(before, container, out var earlier) ? earlier : [];
            foreach (var variable in additions.Appended.Where(variable => !SortedNames.Contains(ours, variable.Name)))
            {
                var record = SortedNames.TryGet(known, variable.Name, out var first)
                    ? first with { Text = AppendedVariable.Join(first.Text, variable.Separator, variable.Text) }
                    : new AppendedRecord(variable.Text, variable.Separator, variable.Value, variable.ValueFrom);
                known = SortedNames.Set(known, variable.Name, record);
                before = SortedNames.Set(before, container, known);
            }
        }

        return before;
    }

    // A field is planned only when its value is not ours, so the newest value is the author's, and earlier records of the same probe or hook are stale.
    private static ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, string>>>> Rewritten(
        ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, string>>>> before, ImmutableArray<ContainerRewrites> added)
    {
        foreach (var rewrites in added)
        {
            var container = rewrites.Container.Name.ToString();
            var edited = rewrites.Edits.Select(edit => HandlerOf(FieldOf(edit))).ToHashSet(StringComparer.Ordinal);
            var fields = SortedNames.TryGet(before, container, out var known) ? known.RemoveAll(field => edited.Contains(HandlerOf(field.Key))) : [];
            var edits = rewrites.Edits.Select(edit => KeyValuePair.Create(FieldOf(edit), $"[{edit.Before}]")).ToArray();
            before = SortedNames.Set(before, container, SortedNames.SetAll(fields, edits));
        }

        return before;
    }

    /// <summary>The probe or hook that a field belongs to; for a port, its own path, which nothing else shares.</summary>
    public static string HandlerOf(string path) =>
        path.StartsWith("ports/", StringComparison.Ordinal) ? path : string.Join('/', path.Split('/').Take(path.StartsWith("lifecycle/", StringComparison.Ordinal) ? 2 : 1));

    private static string FieldOf(FieldEdit edit) =>
        edit.Path.StartsWith("ports/", StringComparison.Ordinal) && int.TryParse(edit.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? InjectionStatus.RewrittenPortField(number)
            : edit.Path;

    private static ImmutableArray<SupersededContainer> Superseded(InjectionStatus before, InjectionPlan plan, PodView pod)
    {
        var all = before.Superseded;
        foreach (var place in plan.Superseded)
        {
            var siblings = (place.IsInit ? pod.InitContainers : pod.Containers).Items;
            var original = siblings.First(container => container.Index == place.Index);

            // Containers that earlier passes inserted before it will be gone when it is restored.
            var ours = siblings.Count(container => container.Index < place.Index && before.Names(container.Name.ToString()));
            all = all.Add(new SupersededContainer(place.IsInit, place.Index - ours, Encoding.UTF8.GetString(original.Json.Span)));
        }

        return all;
    }

    private static ImmutableArray<string> Union<T>(ImmutableArray<string> before, ImmutableArray<T> added, Func<T, string> name)
    {
        if (added.IsEmpty)
        {
            return before;
        }

        var names = new string[added.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = name(added[i]);
        }

        return SortedNames.Union(before, names);
    }

    private static ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> Union(
        ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> before, string container, ImmutableArray<PlannedItem> items)
    {
        if (items.IsEmpty)
        {
            return before;
        }

        var known = SortedNames.TryGet(before, container, out var names) ? names : [];
        return SortedNames.Set(before, container, Union(known, items, static item => item.Key));
    }
}
