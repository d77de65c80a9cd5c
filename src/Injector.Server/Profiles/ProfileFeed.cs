using Injector.Background;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Errors;
using Injector.Profiles.Files;
using Injector.Server.Observability.Logging;
using Injector.Server.Observability.Metrics;
using Injector.Server.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Profiles;

/// <summary>Feeds profiles into the snapshot that requests read: the built-in ones, and those of a directory as it changes.</summary>
internal sealed partial class ProfileFeed : BackgroundService
{
    private readonly ProfileDirectoryWatcher? _watcher;
    private readonly CurrentProfiles _profiles;
    private readonly ReloadMetrics _metrics;
    private readonly ILogger<ProfileFeed> _logger;
    private bool _isLoaded;

    public ProfileFeed(
        ServerOptions options, CurrentProfiles profiles, ReloadMetrics metrics, BackgroundLoops loops, TimeProvider time,
        ILogger<ProfileFeed> logger)
    {
        _profiles = profiles;
        _metrics = metrics;
        _logger = logger;
        var builtIns = BuiltInProfiles.Load();
        if (options.ProfilesDirectory is { } directory)
        {
            _watcher = new ProfileDirectoryWatcher(directory, builtIns, Publish, loops, time);
            ReadFirst(_watcher, new ProfileLoad(builtIns, [], []), directory);
        }
        else
        {
            Publish(new ProfileLoad(builtIns, [], []));
        }
    }

    /// <summary>Checks the directory once.</summary>
    internal void Refresh() => _watcher?.Refresh();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _watcher?.RunAsync(stoppingToken) ?? Task.CompletedTask;

    /// <summary>Starts with the built-in profiles when the directory cannot even be accessed; the loop keeps retrying.</summary>
    private void ReadFirst(ProfileDirectoryWatcher watcher, ProfileLoad builtIns, string directory)
    {
        try
        {
            watcher.Refresh();
        }
        catch (Exception exception)
        {
            // Any exception: a server that does not start injects nothing at all.
            Publish(builtIns with { Errors = [new ProfileError(directory, 0, 0, "", $"cannot be read: {exception.Message}")] });
        }
    }

    private void Publish(ProfileLoad load)
    {
        _profiles.ReplaceFiles(load.Profiles, load.Errors.Select(error => error.ToString()));
        foreach (var error in load.Errors)
        {
            Log.Wrong(_logger, error.ToString());
        }

        foreach (var name in load.ReplacedBuiltIns)
        {
            Log.Replaced(_logger, name);
        }

        if (_isLoaded)
        {
            _metrics.ProfilesReloaded(load.Errors.IsEmpty);
            Log.Loaded(_logger, load.Profiles.Length, load.Errors.Length);
        }

        _isLoaded = true;
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ProfilesLoaded, LogLevel.Information, "Profiles have changed: {Profiles} loaded, {Errors} errors",
            EventName = nameof(EventIds.ProfilesLoaded))]
        internal static partial void Loaded(ILogger logger, int profiles, int errors);

        [LoggerMessage(
            EventIds.ProfileError, LogLevel.Error, "A profile file is wrong; what it had before stays in use: {Explanation}",
            EventName = nameof(EventIds.ProfileError))]
        internal static partial void Wrong(ILogger logger, string explanation);

        [LoggerMessage(
            EventIds.ProfileReplaced, LogLevel.Information, "A file takes the place of the built-in profile {Profile}",
            EventName = nameof(EventIds.ProfileReplaced))]
        internal static partial void Replaced(ILogger logger, string profile);
    }
}
