using System.Collections.Immutable;
using System.Text.Json.Nodes;
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
    private readonly SidecarProfile _profile;
    private readonly RenderScope _scope;
    private readonly ContainerAssembler _assembler;
    private readonly AmbassadorAdditions _ambassador;
    private readonly RewriteRules? _rewrites;

    private ProfilePreparer(Preparation preparation)
    {
        _preparation = preparation;
        _profile = preparation.Binding.Profile;
        _scope = new RenderScope(_profile, preparation.Binding.Parameters, preparation.Facts, preparation.Ports);
        _assembler = new ContainerAssembler(preparation);
        var ambassador = _profile.Ambassador?.For(_scope);
        _rewrites = ambassador?.Problems.IsEmpty == true ? ambassador.Rewrites : null;
        _ambassador = ambassador?.Additions(preparation.Ports, preparation.Probes) ?? AmbassadorAdditions.None;
    }

    public static PreparedProfile Prepare(Preparation preparation) => new ProfilePreparer(preparation).Prepare();

    private PreparedProfile Prepare()
    {
        var containers = Containers();
        var files = FilePreparer.Prepare(_profile, _scope, _preparation.Keys, _ambassador.Configuration);
        var companions = FilePreparer.Prepare(_profile, _preparation.Keys, _ambassador.Companions);
        return new PreparedProfile
        {
            Ports = _preparation.Ports,
            Containers = containers,
            Volumes = Volumes(files, companions),
            Mounts = Mounts(),
            Env = ApplicationVariables.Prepare(_profile, Items(_profile.Application.Env, new ExpansionScope(_scope)), _ambassador.Variables),
            Files = [.. files, .. companions],
            Rewrites = _rewrites,
            Annotations = Entries(_profile.Pod.Annotations, GroupKind.Annotations),
            Labels = Entries(_profile.Pod.Labels, GroupKind.Labels),
            ImagePullSecrets = Secrets(),
            TerminationGracePeriodSeconds = GracePeriod(),
            Warnings = Warnings(),
        };
    }

    private ImmutableArray<PreparedContainer> Containers()
    {
        var containers = ImmutableArray.CreateBuilder<PreparedContainer>(_profile.Sidecars.Length + _profile.InitContainers.Length);
        foreach (var container in _profile.Sidecars)
        {
            Add(container, isSidecar: true);
        }

        foreach (var container in _profile.InitContainers)
        {
            Add(container, isSidecar: false);
        }

        return containers.DrainToImmutable();

        void Add(ProfileContainer container, bool isSidecar)
        {
            if (container.When?.Holds(_scope) != false && ContainerRenderer.Render(container, _scope) is { } rendered)
            {
                if (containers.Count == 0)
                {
                    AmbassadorVolume.Complete(rendered, _profile.Name, _ambassador, _preparation.DeclaredElsewhere);
                }

                containers.Add(_assembler.Assemble(container, Position(container), isSidecar, isMain: containers.Count == 0, rendered));
            }
        }
    }

    private string? Position(ProfileContainer container) =>
        container.PositionTemplate is { } template && TemplateRenderer.TryRender(template, _scope, out var text) ? ScalarText(text) : null;

    private ImmutableArray<PreparedVolume> Volumes(ImmutableArray<KeyValuePair<string, string>> files, ImmutableArray<KeyValuePair<string, string>> companions)
    {
        var volumes = ImmutableArray.CreateBuilder<PreparedVolume>();
        foreach (var volume in _profile.Volumes)
        {
            if (volume.When?.Holds(_scope) != false
                && !_preparation.Aliases.ContainsKey(volume.Name)
                && RenderObject(volume.Definition) is { } definition)
            {
                definition["name"] = VolumeNames.InPod(volume.Name);
                volumes.Add(Prepared(volume.Name, definition));
            }
        }

        if (!files.IsEmpty)
        {
            volumes.Add(Prepared(VolumeNames.Files, FilePreparer.Volume(_profile, files, _preparation.Keys)));
        }

        if (!_ambassador.Files.IsEmpty)
        {
            volumes.Add(Prepared(AmbassadorVolume.LocalName, AmbassadorVolume.Definition(_profile.Name, _ambassador.Files, companions, _preparation.Keys)));
        }

        if (!_preparation.Masks.IsEmpty && !_profile.ApiToken && !(_profile.Sidecars.IsEmpty && _profile.InitContainers.IsEmpty))
        {
            volumes.Add(Prepared(TokenMask.VolumeName, TokenMask.Volume()));
        }

        return volumes.DrainToImmutable();
    }

    private PreparedVolume Prepared(string localName, JsonObject definition)
    {
        var isDisk = definition["emptyDir"] is JsonObject emptyDir && emptyDir["medium"].AsText() is not "Memory";
        return new PreparedVolume(localName, definition["name"].AsText()!, RelaxedJson.Bytes(definition), isDisk)
        {
            Errors = [.. ResourceBounds.WrongBytes(_preparation, localName, definition)],
            Violations = VolumeControls.Violations(definition),
        };
    }

    private ImmutableArray<PreparedMount> Mounts() =>
    [
        .. Items(_profile.Application.VolumeMounts, new MountScope(_scope)).Select(mount => PreparedMount.Of(_profile, _preparation.Aliases, mount)),
    ];

    private ImmutableArray<string> Secrets() =>
        [.. Items(_profile.Pod.ImagePullSecrets, _scope).Select(secret => secret["name"].AsText()).OfType<string>()];

    private ImmutableArray<string> Warnings() =>
    [
        .. _profile.Warnings.Where(warning => warning.When?.Holds(_scope) != false)
            .Select(warning => TemplateRenderer.TryRender(warning.Text, _scope, out var text) ? $"{_profile.Name}: {ScalarText(text)}" : "")
            .Where(text => text.Length > 0),
        .. _ambassador.Warnings.Select(warning => $"{_profile.Name}: {warning}"),
    ];

    private PreparedEntries Entries(TemplateNode? template, GroupKind kind)
    {
        if (template is null || RenderObject(template) is not { } map)
        {
            return PreparedEntries.None;
        }

        ImmutableArray<KeyValuePair<string, string>> entries = [.. map.Select(entry => new KeyValuePair<string, string>(entry.Key, ScalarText(entry.Value)))];
        return new PreparedEntries(entries, [.. _profile.Groups.Where(group => group.Kind == kind && entries.Any(entry => group.Holds(entry.Key)))]);
    }

    private long GracePeriod() =>
        _profile.Pod.TerminationGracePeriodSeconds is { } template && TemplateRenderer.TryRender(template, _scope, out var value) ? value.AsInteger() ?? 0 : 0;

    private static string ScalarText(JsonNode? value) => value.AsText() ?? RelaxedJson.Text(value);

    private JsonObject? RenderObject(TemplateNode template) =>
        TemplateRenderer.TryRender(template, _scope, out var value) ? value as JsonObject : null;

    private static IEnumerable<JsonObject> Items(TemplateNode? template, IVariableScope scope) =>
        template is not null && TemplateRenderer.TryRender(template, scope, out var value) && value is JsonArray items
            ? items.OfType<JsonObject>()
            : [];
}
