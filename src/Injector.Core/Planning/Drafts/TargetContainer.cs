using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Drafts;

/// <summary>An application container, with what it has and what it will receive.</summary>
/// <param name="view">The container.</param>
/// <param name="isNamed">Whether the pod's author named it as a target, regardless of what a profile says about init containers.</param>
internal sealed class TargetContainer(ContainerView view, bool isNamed)
{
    /// <summary>Up to this many names, a linear scan is faster than a lookup.</summary>
    private const int MaxScanned = 64;

    private readonly List<WorkingMount> _mounts = [.. view.Mounts.Items.Select(WorkingMount.Of)];
    private readonly ImmutableArray<PlannedItem>.Builder _addedMounts = ImmutableArray.CreateBuilder<PlannedItem>();
    private readonly ImmutableArray<PlannedItem>.Builder _addedEnv = ImmutableArray.CreateBuilder<PlannedItem>();
    private HashSet<string>? _names;
    private OwnVariables? _own;
    private WorkingVariables? _variables;
    private SortedDictionary<string, AppendedVariable>? _appended;

    public ContainerView View => view;

    /// <summary>The mounts as they will be: the container's own and those planned so far.</summary>
    public IReadOnlyList<WorkingMount> Mounts => _mounts;

    /// <summary>The variables planned so far.</summary>
    public ImmutableArray<PlannedItem>.Builder AddedEnv => _addedEnv;

    public bool ReceivesAnything => _addedMounts.Count > 0 || _addedEnv.Count > 0 || _appended is not null;

    /// <summary>The variables as they will be according to the plan so far.</summary>
    public WorkingVariables Variables => _variables ??= new WorkingVariables(
        view.Name.ToString(),
        [.. _addedEnv.Select(planned => JsonNode.Parse(planned.Json.Span)).OfType<JsonObject>()],
        [.. Own.Entries.Select(AsItWillBe).OfType<JsonObject>()],
        Own.AreReadable,
        view.HasEnvFrom);

    private OwnVariables Own => _own ??= new OwnVariables(view);

    /// <summary>Whether the container receives a profile's mounts and variables.</summary>
    public bool Takes(ProfileDraft draft) => !view.IsInit || isNamed || draft.Preparation.Binding.Profile.Application.InitContainers;

    public void Add(WorkingMount mount, PlannedItem item)
    {
        _mounts.Add(mount);
        _addedMounts.Add(item);
    }

    /// <summary>Adds a variable whose name the container does not have yet.</summary>
    public void AddEnv(PlannedItem variable)
    {
        _addedEnv.Add(variable);
        _names?.Add(variable.Key);
        _variables = null;
    }

    /// <summary>Whether the container has, or will have, a variable of that name.</summary>
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

        return IndexOfAdded(variable) >= 0;
    }

    /// <summary>Whether a variable of that name is planned, that is, comes from a profile and not from the author.</summary>
    public bool IsPlanned(string variable) => IndexOfAdded(variable) >= 0;

    /// <summary>Whether the container has, or will have, exactly the variable that a profile brings.</summary>
    public bool HasSame(PreparedVariable variable)
    {
        if (IndexOfAdded(variable.Name) is >= 0 and var index)
        {
            return _addedEnv[index].Json.Span.SequenceEqual(variable.Item.Json.Span);
        }

        return variable.Value is { } value
            && Own.Find(variable.Name) is ({ } entry, _) && entry["valueFrom"] is null && (_appended?.GetValueOrDefault(variable.Name)?.After ?? entry["value"].AsText() ?? "") == value;
    }

    /// <summary>Appends a value to the variable that the container has or will have.</summary>
    /// <returns>Why the value cannot be appended; <see langword="null"/> when it was, or is there already.</returns>
    public string? Append(PreparedVariable variable)
    {
        _variables = null;
        var (name, separator) = (variable.Name, variable.Separator!);
        if (variable.Value is not { } text)
        {
            return "what comes from valueFrom cannot be appended";
        }

        if (IndexOfAdded(name) is >= 0 and var index)
        {
            return AppendToPlanned(index, separator, text);
        }

        if (_appended?.GetValueOrDefault(name) is { } before)
        {
            if (AppendedVariable.Find(before.After, separator, text) < 0)
            {
                _appended[name] = before with
                {
                    Text = AppendedVariable.Join(before.Text, separator, text),
                    After = AppendedVariable.Join(before.After, separator, text),
                };
            }

            return null;
        }

        return Own.Find(name) is var (entry, place)
            ? AppendToOwn(entry, place, name, separator, text)
            : Own.AreTooLarge ? $"the container has more than the {ReceivedJson.MaxTree} bytes of JSON that can be opened" : "its entry cannot be read";
    }

    public ContainerAdditions Additions() => new(view, _addedMounts.ToImmutable(), _addedEnv.ToImmutable())
    {
        Appended = _appended is null ? [] : [.. _appended.Values],
    };

    private JsonNode? AsItWillBe(JsonNode? entry, int index)
    {
        if (entry is not JsonObject || _appended?.Values.FirstOrDefault(one => one.Index == index) is not { } appended)
        {
            return entry;
        }

        var longer = entry.DeepClone().AsObject();
        longer.Remove("valueFrom");
        longer["value"] = appended.After;
        return longer;
    }

    private string? AppendToPlanned(int index, string separator, string text)
    {
        if (JsonNode.Parse(_addedEnv[index].Json.Span) is not JsonObject planned || planned["valueFrom"] is not null)
        {
            return "another profile takes it from a source";
        }

        var value = planned["value"].AsText() ?? "";
        if (AppendedVariable.Find(value, separator, text) < 0)
        {
            planned["value"] = AppendedVariable.Join(value, separator, text);
            _addedEnv[index] = _addedEnv[index] with { Json = RelaxedJson.Bytes(planned) };
        }

        return null;
    }

    private string? AppendToOwn(JsonObject entry, int index, string name, string separator, string text)
    {
        var value = entry["value"].AsText() ?? "";
        if (AppendedVariable.Find(value, separator, text) >= 0)
        {
            return null;
        }

        string? source = null;
        if (value.Length == 0 && entry["valueFrom"] is JsonObject from)
        {
            if (from.Any(kind => kind.Value.Member("optional").AsBoolean() == true))
            {
                return "it comes from an optional key, and where that is missing Kubernetes would leave a reference to it as it is written";
            }

            var moved = AppendedVariable.SourceName(name);
            if (HasEnv(moved))
            {
                return $"it comes from a source, and the name {moved}, under which that would stand, is taken";
            }

            AddEnv(new PlannedItem(moved, RelaxedJson.Bytes(new JsonObject { ["name"] = moved, ["valueFrom"] = from.DeepClone() })));
            (value, source) = ($"$({moved})", RelaxedJson.Text(from));
        }

        _appended ??= new SortedDictionary<string, AppendedVariable>(StringComparer.Ordinal);
        _appended[name] = new AppendedVariable(
            name, index, text, separator, entry.TryGetPropertyValue("value", out var written) ? RelaxedJson.Text(written) : null, source, AppendedVariable.Join(value, separator, text));
        return null;
    }

    private int IndexOfAdded(string variable)
    {
        for (var i = 0; i < _addedEnv.Count; i++)
        {
            if (_addedEnv[i].Key == variable)
            {
                return i;
            }
        }

        return -1;
    }
}
