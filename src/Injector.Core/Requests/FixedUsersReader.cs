using Injector.Core.Settings;
using Injector.Grammar.Messages;

namespace Injector.Core.Requests;

/// <summary>Decides whether the users that profiles fix are kept: by the pod's annotation, the namespace's, or the setting.</summary>
internal static class FixedUsersReader
{
    /// <summary>The choice, and what is wrong with the annotation, if anything.</summary>
    public static (FixedUsers Users, string? Error) Read(AnnotationSource annotations, InjectorSettings settings)
    {
        var key = settings.Keys.FixedUsers;
        return annotations.TryGet(key, out var text, out var origin)
            ? FixedUsersText.Parse(text.Trim()) switch
            {
                { } users => (users, null),
                null => (FixedUsers.Keep, $"{annotations.Describe(key, origin)}: {Quoted.Text(text)} says nothing about fixed users; write \"keep\" or \"omit\""),
            }
            : (settings.FixedUsers, null);
    }
}
