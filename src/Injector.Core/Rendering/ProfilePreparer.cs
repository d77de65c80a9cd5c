using System.Collections.Immutable;
using Injector.Ambassador;
using Injector.Ambassador.Rewrites;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Requests;
using Injector.Core.Security;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Renders a profile for one pod: resolves its conditions and variables to JSON, and adds what its ambassador generates.</summary>
internal sealed class ProfilePreparer
{
    private readonly Preparation _preparation;
    private readonly CompiledProfile _compiled;
    private readonly SidecarProfile _profile;
    private readonly TemplateValues _values;
    private readonly ContainerAssembler _assembler;
    private readonly AmbassadorAdditions _ambassador;
    private readonly RewriteRules? _rewrites;
    private readonly JsonDraft _draft;

    private ProfilePreparer(Preparation preparation, JsonDraft draft)
    {
        _preparation = preparation;
        _profile = preparation.Binding.Profile;
        _compiled = CompiledProfile.Of(_profile);
        _draft = draft;
        var scope = new RenderScope(_profile, preparation.Binding.Parameters, preparation.Facts, preparation.Ports);
        _values = _compiled.Values(scope);
        _assembler = new ContainerAssembler(preparation);
        var ambassador = _profile.Ambassador?.For(scope, preparation.Binding.Ambassador);
        _rewrites = ambassador?.Problems.IsEmpty == true ? ambassador.Rewrites : null;
        _ambassador = ambassador?.Additions(preparation.Ports, preparation.Probes) ?? AmbassadorAdditions.None;
    }

    public static PreparedProfile Prepare(Preparation preparation)
    {
        var draft = JsonDraft.Rent();
        var prepared = new ProfilePreparer(preparation, draft).Prepare();
        draft.Return();
        return prepared;
    }

    private PreparedProfile Prepare()
    {
        var containers = Containers();
        var files = FilePreparer.Prepare(_compiled, _values, _draft, _preparation.Keys, _ambassador.Configuration);
        var companions = FilePreparer.Prepare(_profile.Name, _preparation.Keys, _ambassador.Companions);
        return new PreparedProfile
        {
            Ports = _preparation.Ports,
            Containers = containers,
            Volumes = Volumes(files, companions),
            Mounts = Mounts(),
            Env = ApplicationVariables.Prepare(_profile, Items(_compiled.Env), _ambassador.Variables),
            Files = files.AddRange(companions),
            Rewrites = _rewrites,
            Annotations = Entries(_compiled.Annotations, GroupKind.Annotations),
            Labels = Entries(_compiled.Labels, GroupKind.Labels),
            ImagePullSecrets = Secrets(),
            TerminationGracePeriodSeconds = GracePeriod(),
            Warnings = Warnings(),
        };
    }

    private ImmutableArray<PreparedContainer> Containers()
    {
        var containers = new JsonItems<PreparedContainer>();
        foreach (var container in _compiled.Containers)
        {
            if (!_values.Holds(container.When) || !container.Program.TryRender(_values, _draft, out var rendered) || !rendered.IsObject)
            {
                continue;
            }

            var isMain = containers.Count == 0;
            if (isMain)
            {
                AmbassadorVolume.Complete(rendered, _profile.Name, _ambassador, _preparation.DeclaredElsewhere);
            }

            containers.Add(_assembler.Assemble(container, Position(container), isMain, rendered));
        }

        return containers.ToImmutable();
    }

    private string? Position(CompiledContainer container) =>
        container.Position is { } position && position.TryRender(_values, _draft, out var text) ? text.ScalarText() : null;

    private ImmutableArray<PreparedVolume> Volumes(ImmutableArray<KeyValuePair<string, string>> files, ImmutableArray<KeyValuePair<string, string>> companions)
    {
        var volumes = new JsonItems<PreparedVolume>();
        foreach (var volume in _compiled.Volumes)
        {
            if (_values.Holds(volume.When)
                && !_preparation.Aliases.ContainsKey(volume.Volume.Name)
                && volume.Definition.TryRender(_values, _draft, out var definition) && definition.IsObject)
            {
                definition.Set("name", VolumeNames.InPod(volume.Volume.Name));
                volumes.Add(Prepared(volume.Volume.Name, definition));
            }
        }

        if (!files.IsEmpty)
        {
            volumes.Add(Prepared(VolumeNames.Files, FilePreparer.Volume(_profile.Name, files, _preparation.Keys, _draft)));
        }

        if (!_ambassador.Files.IsEmpty)
        {
            volumes.Add(Prepared(AmbassadorVolume.LocalName, AmbassadorVolume.Definition(_profile.Name, _ambassador.Files, companions, _preparation.Keys, _draft)));
        }

        if (!_preparation.Masks.IsEmpty && !_profile.ApiToken && !_compiled.Containers.IsEmpty)
        {
            volumes.Add(TokenMask.Volume);
        }

        return volumes.ToImmutable();
    }

    private PreparedVolume Prepared(string localName, JsonDraftNode definition)
    {
        var emptyDir = definition.Member("emptyDir");
        var isDisk = emptyDir.IsObject && emptyDir.Member("medium").AsText() is not "Memory";
        return new PreparedVolume(localName, definition.Member("name").AsText()!, definition.Bytes(), isDisk)
        {
            Errors = ResourceBounds.WrongBytes(_preparation, localName, definition),
            Violations = VolumeControls.Violations(definition),
        };
    }

    private ImmutableArray<PreparedMount> Mounts()
    {
        var mounts = new JsonItems<PreparedMount>();
        foreach (var (_, mount) in Items(_compiled.Mounts))
        {
            if (mount.IsObject)
            {
                mounts.Add(PreparedMount.Of(_profile, _preparation.Aliases, mount));
            }
        }

        return mounts.ToImmutable();
    }

    private ImmutableArray<string> Secrets()
    {
        var secrets = new JsonItems<string>();
        foreach (var (_, secret) in Items(_compiled.ImagePullSecrets))
        {
            if (secret.Member("name").AsText() is { } name)
            {
                secrets.Add(name);
            }
        }

        return secrets.ToImmutable();
    }

    private ImmutableArray<string> Warnings()
    {
        var warnings = new JsonItems<string>();
        foreach (var warning in _compiled.Warnings)
        {
            if (_values.Holds(warning.When) && warning.Text.TryRender(_values, _draft, out var text))
            {
                warnings.Add($"{_profile.Name}: {text.ScalarText()}");
            }
        }

        foreach (var warning in _ambassador.Warnings)
        {
            warnings.Add($"{_profile.Name}: {warning}");
        }

        return warnings.ToImmutable();
    }

    private PreparedEntries Entries(TemplateProgram? template, GroupKind kind)
    {
        if (template is null || !template.TryRender(_values, _draft, out var map) || !map.IsObject)
        {
            return PreparedEntries.None;
        }

        var entries = new JsonItems<KeyValuePair<string, string>>();
        foreach (var (key, value) in map)
        {
            entries.Add(new(key, value.Exists ? value.ScalarText() : "null"));
        }

        return PreparedEntries.Of(entries.ToImmutable(), _profile.Groups, kind);
    }

    private long GracePeriod() =>
        _compiled.TerminationGracePeriodSeconds is { } template && template.TryRender(_values, _draft, out var value) ? value.AsInteger() ?? 0 : 0;

    /// <summary>The items of an array, which can be changed; none where it is absent.</summary>
    private JsonDraftNode Items(TemplateProgram? template) =>
        template is not null && template.TryRender(_values, _draft, out var items) && items.IsArray ? items.Open() : default;
}
