using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Rendering;

/// <summary>A profile whose templates are compiled. It is made once for a profile and holds nothing of any pod.</summary>
internal sealed class CompiledProfile
{
    private static readonly ConditionalWeakTable<SidecarProfile, CompiledProfile> Known = [];

    private readonly TemplateVariables _variables = new();

    private CompiledProfile(SidecarProfile profile)
    {
        var compiler = new TemplateCompiler(_variables);
        Profile = profile;
        Ports = [.. profile.Ports.Select(port => new CompiledPort(port, compiler.Compile(port.Preferred), _variables.Compile(port.When)))];
        Containers =
        [
            .. profile.Sidecars.Select(container => CompiledContainer.Of(container, isSidecar: true, compiler, _variables)),
            .. profile.InitContainers.Select(container => CompiledContainer.Of(container, isSidecar: false, compiler, _variables)),
        ];
        Volumes = [.. profile.Volumes.Select(volume => new CompiledVolume(volume, compiler.Compile(volume.Definition), _variables.Compile(volume.When)))];
        Files = [.. profile.Files.Select(file => CompiledFile.Of(file, compiler, _variables))];
        Warnings = [.. profile.Warnings.Select(warning => new CompiledWarning(compiler.Compile(warning.Text), _variables.Compile(warning.When)))];
        Mounts = Compile(profile.Application.VolumeMounts, TemplatePlace.Mounts);
        Env = Compile(profile.Application.Env, TemplatePlace.Expanded);
        Annotations = Compile(profile.Pod.Annotations);
        Labels = Compile(profile.Pod.Labels);
        ImagePullSecrets = Compile(profile.Pod.ImagePullSecrets);
        TerminationGracePeriodSeconds = Compile(profile.Pod.TerminationGracePeriodSeconds);

        TemplateProgram? Compile(TemplateNode? template, TemplatePlace place = TemplatePlace.Plain) => template is null ? null : compiler.Compile(template, place);
    }

    public SidecarProfile Profile { get; }

    public ImmutableArray<CompiledPort> Ports { get; }

    /// <summary>The sidecars, then the init containers.</summary>
    public ImmutableArray<CompiledContainer> Containers { get; }

    public ImmutableArray<CompiledVolume> Volumes { get; }

    public ImmutableArray<CompiledFile> Files { get; }

    public ImmutableArray<CompiledWarning> Warnings { get; }

    /// <summary>Mounts of the application.</summary>
    public TemplateProgram? Mounts { get; }

    /// <summary>Variables of the application.</summary>
    public TemplateProgram? Env { get; }

    public TemplateProgram? Annotations { get; }

    public TemplateProgram? Labels { get; }

    public TemplateProgram? ImagePullSecrets { get; }

    public TemplateProgram? TerminationGracePeriodSeconds { get; }

    /// <summary>The compiled form of a profile.</summary>
    /// <param name="profile">The profile.</param>
    public static CompiledProfile Of(SidecarProfile profile) => Known.GetValue(profile, static profile => new CompiledProfile(profile));

    /// <summary>The values of the profile's variables.</summary>
    /// <param name="scope">Where they are looked up.</param>
    public TemplateValues Values(IVariableScope scope) => new(_variables, scope);
}
