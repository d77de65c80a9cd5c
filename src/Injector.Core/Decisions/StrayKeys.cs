using System.Collections.Immutable;
using System.Text;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>
/// Finds keys of a pod under our prefix that have no effect, because they are misspelt, are labels instead of annotations, or set a parameter of a profile that
/// is not requested. Their author expects them to work. Keys of a namespace are not mistakes: they are defaults for pods that request injection.
/// </summary>
internal static class StrayKeys
{
    /// <summary>Nobody misspells more by accident, and a pod may have thousands. It also limits the searches for the nearest name.</summary>
    private const int MaxReported = 10;

    /// <summary>
    /// A warning for each, in ordinal order of the keys, because API servers do not keep the author's order. Each unused profile is reported once.
    /// </summary>
    public static ImmutableArray<string> Of(DecisionContext context)
    {
        if (context.Selection.State is ProfileSelectionState.OptedOut or ProfileSelectionState.Invalid)
        {
            return [];
        }

        var keys = context.Settings.Keys;
        var found = new Found(context);
        foreach (var (key, _) in context.Pod.Annotations.Entries)
        {
            var bytes = key.Bytes.Span;
            if (bytes.StartsWith(keys.OwnStartBytes.Span))
            {
                found.AddUnlessKnown(key, keys);
            }
            else if (bytes.IndexOf(keys.ParameterInfixBytes.Span) is var length and > 0 && !IsFile(bytes, keys))
            {
                found.AddParameter(key, Encoding.UTF8.GetString(bytes[..length]));
            }
            else if (bytes.IndexOf((byte)'/') is var slash and > 0)
            {
                found.AddForeign(key, slash, keys);
            }
        }

        foreach (var (key, value) in context.Pod.Labels.Entries)
        {
            if (key.Is(keys.Injection) && !value.Is("disabled"u8))
            {
                found.AddLabel(key, "knows \"disabled\" alone on pods, which ask by annotation " + keys.Inject);
            }

            // A label under the prefix that resembles none of our keys may belong to anyone.
            if (key.Bytes.Span.IndexOf(keys.ParameterInfixBytes.Span) > 0 || IsAny(key, keys.Requesting))
            {
                found.AddLabel(key, "is read as an annotation only; write it among the annotations");
            }
        }

        return found.Warnings();
    }

    private static bool IsOwnName(ReadOnlySpan<byte> name, AnnotationKeys keys)
    {
        foreach (var asking in keys.Requesting)
        {
            if (asking.Length - keys.Prefix.Length - 1 == name.Length && Ascii.Equals(name, asking.AsSpan(keys.Prefix.Length + 1)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFile(ReadOnlySpan<byte> key, AnnotationKeys keys) => key.StartsWith(keys.FileDomainBytes.Span) && key[keys.FileDomainBytes.Length] == (byte)'/';

    private static bool IsAny(Utf8Text key, ImmutableArray<string> known)
    {
        foreach (var one in known)
        {
            if (key.Is(one))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Collects the warnings; costs nothing until there is one.</summary>
    private struct Found(DecisionContext context)
    {
        private readonly DecisionContext _context = context;
        private SortedDictionary<string, string>? _strays;
        private SortedDictionary<string, string>? _idle;
        private HashSet<string>? _requested;
        private int _compared;

        public void AddUnlessKnown(Utf8Text key, AnnotationKeys keys)
        {
            if (!IsAny(key, keys.Requesting) && !key.Is(keys.Status) && !key.Is(keys.Skipped))
            {
                (_strays ??= new(StringComparer.Ordinal))[key.ToString()] = "";
            }
        }

        /// <summary>Adds a key whose prefix differs from ours by a letter or two.</summary>
        public void AddForeign(Utf8Text key, int slash, AnnotationKeys keys)
        {
            var domain = key.Bytes.Span[..slash];
            if (IsOwnName(key.Bytes.Span[(slash + 1)..], keys) && NearestName.IsNear(domain, keys.Prefix))
            {
                (_strays ??= new(StringComparer.Ordinal))[key.ToString()] = "";
            }
            else if (_compared < MaxReported && domain.IndexOf((byte)'.') is var dot and > 0 && NearestName.IsNear(domain[(dot + 1)..], keys.Prefix))
            {
                // A key of an unknown profile may well belong to something else. Names are compared only for as many keys as are reported, since a pod may have
                // thousands.
                var profile = Encoding.UTF8.GetString(domain[..dot]);
                _compared++;
                if (NearestName.Of(profile, _context.Snapshot.Profiles.NamesFor(_context.Request.Namespace)) is not null)
                {
                    (_strays ??= new(StringComparer.Ordinal))[key.ToString()] = profile;
                }
            }
        }

        public void AddLabel(Utf8Text key, string problem) => (_strays ??= new(StringComparer.Ordinal))[$"label {key}"] = problem;

        public void AddParameter(Utf8Text key, string profile)
        {
            if (_context.Snapshot.Profiles.Find(profile, _context.Request.Namespace) is null)
            {
                (_strays ??= new(StringComparer.Ordinal))[key.ToString()] = profile;
                return;
            }

            _requested ??= new HashSet<string>(_context.Selection.Names, StringComparer.Ordinal);
            if (!_requested.Contains(profile))
            {
                _idle ??= new(StringComparer.Ordinal);
                var text = key.ToString();
                if (!_idle.TryGetValue(profile, out var earlier) || string.CompareOrdinal(text, earlier) < 0)
                {
                    _idle[profile] = text;
                }
            }
        }

        public readonly ImmutableArray<string> Warnings()
        {
            if (_strays is null && _idle is null)
            {
                return [];
            }

            var warnings = ImmutableArray.CreateBuilder<string>();
            foreach (var (profile, key) in _idle ?? [])
            {
                warnings.Add($"{key} has no effect: nobody asks for it; add {profile} to {_context.Settings.Keys.Inject}");
            }

            foreach (var (key, what) in (_strays ?? []).Take(MaxReported))
            {
                warnings.Add(key.StartsWith("label ", StringComparison.Ordinal) ? $"{key} {what}" : Unknown(key, what));
            }

            if (_strays?.Count > MaxReported)
            {
                warnings.Add($"and {_strays.Count - MaxReported} more unknown keys");
            }

            return warnings.DrainToImmutable();
        }

        /// <summary>Explains an unknown key, with the nearest known key first, because admission warnings are short.</summary>
        private readonly string Unknown(string key, string profile)
        {
            var keys = _context.Settings.Keys;
            if (key == keys.Injection)
            {
                return $"annotation {key} is read as a label only; write it among the labels";
            }

            return Meant(key, profile, keys) is { } meant
                ? $"did you mean {meant}? {key} is unknown and has no effect"
                : $"{key} is unknown and has no effect{(profile.Length > 0 ? $": there is no profile {Quoted.Text(profile)}" : "")}";
        }

        private readonly string? Meant(string key, string profile, AnnotationKeys keys)
        {
            var names = _context.Snapshot.Profiles.NamesFor(_context.Request.Namespace);
            var name = key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
            if (profile.Length > 0)
            {
                // Other injectors write sidecar.injector.example/inject.
                return NearestName.Of(profile, names) is { } near
                    ? keys.Parameter(near, name)
                    : keys.Requesting.FirstOrDefault(asking => asking.EndsWith($"/{name}", StringComparison.Ordinal));
            }

            // injector.io/logging-output for logging.injector.io/output.
            return NearestName.Of(key, keys.Requesting)
                ?? names.Where(one => name.Length > one.Length + 1 && name.StartsWith(one, StringComparison.Ordinal) && name[one.Length] is '-' or '.' or '_')
                    .OrderByDescending(one => one.Length)
                    .Select(one => keys.Parameter(one, name[(one.Length + 1)..]))
                    .FirstOrDefault();
        }
    }
}
