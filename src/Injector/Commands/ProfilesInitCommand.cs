using System.CommandLine;
using System.Text;
using Injector.Output;
using Injector.Profiles.Files;

namespace Injector.Commands;

/// <summary><c>injector profiles init</c>: creates the file of a new profile and a first test case.</summary>
internal sealed class ProfilesInitCommand : Command, IHasExamples
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the profile: lower-case letters, digits and inner hyphens." };

    private readonly Option<string> _directory = new("--directory", "-d")
    {
        Description = "Folder to write into; it is made where it is missing.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    public ProfilesInitCommand(CommandConsole console)
        : base("init", "Writes a commented profile that works as it is, and a pod to test it with. Files that exist are left alone.")
    {
        Arguments.Add(_name);
        Options.Add(_directory);
        SetAction(arguments => Run(arguments.GetValue(_name)!, arguments.GetValue(_directory)!, console));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommandExample> Examples => [new("injector profiles init audit -d profiles", "start a profile called audit")];

    private static int Run(string name, string directory, CommandConsole console)
    {
        var profile = ProfileSkeleton.Profile(name);
        var load = ProfileText.Parse(Encoding.UTF8.GetBytes(profile), $"{name}.yaml");
        if (!load.Errors.IsEmpty)
        {
            // The skeleton itself has no errors, so the name must be invalid.
            ErrorLine.Write(console, $"'{name}' cannot be the name of a profile: {load.Errors[0].Message}");
            return ExitCodes.Usage;
        }

        var files = new[]
        {
            (Path: Path.Combine(directory, $"{name}.yaml"), Text: profile),
            (Path: Path.Combine(directory, "tests", name, "pod.yaml"), Text: ProfileSkeleton.Pod(name)),
        };
        if (files.FirstOrDefault(file => File.Exists(file.Path)) is { Path: { } existing })
        {
            ErrorLine.Write(console, $"{existing} exists already; choose another name or folder");
            return ExitCodes.Usage;
        }

        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            console.Out.WriteLine(path);
        }

        console.Error.WriteLine($"Next: injector profiles lint {directory}, and injector profiles test {directory} --update");
        return ExitCodes.Done;
    }
}

/// <summary>The files written by <c>injector profiles init</c>: a working profile, with comments on the alternatives at each place.</summary>
internal static class ProfileSkeleton
{
    /// <summary>The profile.</summary>
    /// <param name="name">Its name.</param>
    public static string Profile(string name) =>
        $$$"""
        # A profile says what to add to pods that carry the annotation
        #   injector.io/inject: {{{name}}}
        # Check it with 'injector profiles lint' and 'injector profiles test'.
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata:
          name: {{{name}}}
        spec:
          description: Says in one sentence what the profile is for.
          # Place among the profiles of a pod: lower first, then by name.
          priority: 100
          # What a pod may set with annotations such as
          #   {{{name}}}.injector.io/path: /srv/logs
          # Types: string, text, integer, boolean, port, path, host, quantity, duration, user, list, enum.
          parameters:
            - {name: path, type: path, default: /var/log/app, description: Directory of the application's files.}
            - {name: level, type: enum, enum: [info, debug], default: info, description: How much to say.}
            - {name: port, type: port, default: 19300, description: Port of the sidecar's own page.}
          # The number that was chosen is $(ports.http); when the pod uses it already, the next free one of the range is taken.
          ports:
            - {name: http, port: $(params.port), range: 19300-19309}
          # What a pod may change beside the parameters.
          overrides: [resources]
          # Volumes as in a pod. Where the application mounts a volume at the path already, that one is shared instead.
          volumes:
            - {name: work, emptyDir: {sizeLimit: 64Mi}}
          # What the application's containers receive. Their own variables and mounts stay.
          application:
            volumeMounts:
              - {name: work, mountPath: $(params.path)}
            env:
              - {name: HELPER_URL, value: 'http://127.0.0.1:$(ports.http)'}
          # Containers that end before the application starts stand under initContainers, those that run beside it under sidecars. Requests, a
          # memory limit and a security context for the restricted level are filled in where they are not stated.
          sidecars:
            - container:
                name: {{{name}}}
                image: docker.io/library/busybox:1.37.0
                command: [httpd, -f, -p, $(ports.http), -h, $(params.path)]
                args:
                  - {$when: params.level == debug, $value: -vv}
                ports:
                  - {name: http, containerPort: $(ports.http)}
                resources:
                  requests: {cpu: 10m, memory: 16Mi}
                  limits: {memory: 32Mi}
                securityContext: {runAsUser: 65534}
                volumeMounts:
                  - {name: work, mountPath: $(params.path), readOnly: true}

        """;

    /// <summary>A pod for a first test case.</summary>
    /// <param name="name">Name of the profile.</param>
    public static string Pod(string name) =>
        $$$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          annotations:
            injector.io/inject: {{{name}}}
            {{{name}}}.injector.io/level: debug
        spec:
          containers:
            - {name: web, image: "registry.example.com/web:1"}

        """;
}
