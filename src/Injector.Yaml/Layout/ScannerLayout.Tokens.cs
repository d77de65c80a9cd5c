using System.Globalization;

namespace Injector.Yaml.Layout;

internal sealed partial class ScannerLayout
{
    private void ReadComment()
    {
        if (_at > 0 && At(_at - 1) is not (' ' or '\t' or '\n'))
        {
            _output.Insert(_at, " ");
        }

        while (!IsBreak(_at))
        {
            _at++;
        }
    }

    private void ReadQuoted(char quote)
    {
        _at++;
        while (_at < _text.Length && Current != quote)
        {
            if (IsBreak(_at))
            {
                NextLine();
                if (IsMarker(_at))
                {
                    return;
                }

                SkipWhite();
                if (!IsBreak(_at))
                {
                    DeepenLine();
                }
            }
            else if (quote is '"' && Current is '\\' && !IsBreak(_at + 1))
            {
                if (At(_at + 1) is '\'')
                {
                    _output.Omit(_at, _at + 1);
                }

                _at += 2;
            }
            else if (IsOddBreak(_at))
            {
                _output.Insert(++_at, new string(' ', _parent + 1));
            }
            else
            {
                _at++;
            }
        }

        _at++;
    }

    /// <summary>Whether a character is a line break in YAML 1.1, although an editor shows one line.</summary>
    private bool IsOddBreak(int index) => At(index) is '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>An anchor, an alias or a tag.</summary>
    private void ReadReference()
    {
        NoteKey(_at);
        var (start, isTag, isAnchor) = (_at, Current is '!', Current is '&');
        _at++;
        while (!IsBlank(_at) && (isTag ? !(IsInFlow && Current is ',' or ']' or '}') : char.IsAsciiLetterOrDigit(Current) || Current is '_' or '-'))
        {
            _at++;
        }

        if (IsInFlow && Current is '}')
        {
            _output.Insert(_at, " ");
        }
        else if (IsInFlow && isAnchor)
        {
            TakeAnchor(start);
        }
        else if (!isTag && !IsBlank(_at) && !IsInFlow)
        {
            ReadPlain();
        }
    }

    /// <summary>Removes the anchor of a text in braces: the parser would look for the closing brace right after the text.</summary>
    private void TakeAnchor(int start)
    {
        var end = _at;
        SkipWhite();
        if (end > start + 1 && !IsBreak(_at) && Current is not (',' or ']' or '}' or '#' or '&'))
        {
            _output.Omit(start, _at);
            _output.Anchors[_at] = _text[(start + 1)..end];
        }
    }

    private void ReadPlain()
    {
        var parent = _parent;
        while (!IsBreak(_at) && !EndsPlain())
        {
            _at++;
            if (IsInFlow && IsOddBreak(_at - 1))
            {
                _output.Insert(_at, new string(' ', _parent + 1));
            }
        }

        // The text may continue on the next line, unless it is a key or a comment ends it.
        _plainParent = IsBreak(_at) ? parent : null;
    }

    /// <summary>Quotes a single-line text, which keeps its meaning unless it contains a quote itself.</summary>
    private void Quote(int start)
    {
        var end = _at;
        while (At(end - 1) is ' ' or '\t')
        {
            end--;
        }

        if (!_text.AsSpan(start, end - start).Contains('\''))
        {
            _output.Insert(start, "'");
            _output.Insert(end, "'");
        }
    }

    private bool EndsPlain() => Current switch
    {
        '#' => At(_at - 1) is ' ' or '\t',
        ':' => IsBlank(_at + 1),
        ',' or '[' or ']' or '{' or '}' => IsInFlow,
        _ => false,
    };

    private bool TryReadBlock()
    {
        var end = _at + 1;
        while (At(end) is '+' or '-' or (>= '1' and <= '9'))
        {
            end++;
        }

        var indicators = _text.AsSpan(_at + 1, end - _at - 1);
        var comment = end;
        while (At(comment) is ' ' or '\t')
        {
            comment++;
        }

        if (!IsBreak(comment) && At(comment) is not '#')
        {
            return false;
        }

        var start = _at;
        var digit = indicators.IndexOfAnyInRange('1', '9');
        var stated = digit < 0 ? 0 : int.Parse(indicators.Slice(digit, 1), CultureInfo.InvariantCulture);
        _at = comment;
        if (!IsBreak(_at))
        {
            ReadComment();
        }

        NextLine();
        ReadBlock(start, stated == 0 ? null : Math.Max(_parent, 0) + stated);
        return true;
    }

    /// <summary>
    /// Empties the all-space lines at the start of a block, and skips its content. Spaces beyond a stated indentation belong to the value: the scanner rejects
    /// them in the first lines but accepts tabs, which fold in the same way.
    /// </summary>
    private void ReadBlock(int block, int? stated)
    {
        var (parent, blanks) = (_parent, new List<(int Start, int End)>());
        while (_at < _text.Length && SpacesOnly(out var end))
        {
            blanks.Add((_at, end));
            _at = end;
            NextLine();
        }

        var first = SpacesAhead();
        var hasContent = _at < _text.Length && first > parent && !IsMarker(_at);
        var indentation = stated ?? (hasContent ? first : int.MaxValue);
        foreach (var (start, end) in blanks)
        {
            var deeper = stated is null ? 0 : Math.Max(0, end - start - indentation);
            if (deeper > 0 || end - start <= indentation)
            {
                _output.Omit(deeper > 0 ? end - deeper : start, end);
                _output.Insert(end, new string('\t', deeper));
            }
        }

        if (blanks.Exists(blank => stated is not null && blank.End - blank.Start > indentation))
        {
            _output.Beginnings[block] = string.Concat(blanks.Select(blank => new string(' ', Math.Max(0, blank.End - blank.Start - indentation)) + "\n"));
        }

        while (hasContent && _at < _text.Length && !IsMarker(_at) && (SpacesOnly(out _) || SpacesAhead() >= indentation))
        {
            while (!IsBreak(_at))
            {
                _at++;
            }

            NextLine();
        }

        // The caller advances to the next line from this line's break.
        StepBack();
    }

    private bool SpacesOnly(out int end)
    {
        end = _at + SpacesAhead();
        return IsBreak(end);
    }

    private int SpacesAhead()
    {
        var end = _at;
        while (At(end) is ' ')
        {
            end++;
        }

        return end - _at;
    }

    private void StepBack()
    {
        if (_at == _lineStart && _at > 0 && At(_at - 1) is '\n')
        {
            _at -= At(_at - 2) is '\r' ? 2 : 1;
        }
    }
}
