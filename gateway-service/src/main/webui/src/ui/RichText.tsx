import { Fragment, memo, type ReactNode } from 'react';
import { useChat } from '../chat/store';
import { richText, type Span } from './markdown';
import { useMentioned } from './mentionNames';

/** A message's text with its links and the little Markdown in it. */
export const RichText = memo(function RichText({ text }: { text: string }) {
  return <>{richText(text).map(show)}</>;
});

function show(span: Span, index: number): ReactNode {
  switch (span.is) {
    case 'text':
      return <Fragment key={index}>{span.text}</Fragment>;
    case 'code':
      return (
        <code key={index} className="rounded-md bg-ink/8 px-1.5 py-0.5 font-mono text-[0.86em]">
          {span.text}
        </code>
      );
    case 'block':
      return (
        <pre
          key={index}
          className="my-1.5 overflow-x-auto rounded-xl bg-ink/8 px-3 py-2 font-mono text-[0.84em]"
        >
          <code>{span.text}</code>
        </pre>
      );
    case 'link':
      return (
        <a
          key={index}
          href={span.href}
          title={span.text === undefined ? undefined : span.href}
          target="_blank"
          rel="noreferrer noopener"
          className="font-medium text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
        >
          {span.text ?? span.href.replace(/^https?:\/\//, '')}
        </a>
      );
    case 'mention':
      return <Mention key={index} username={span.username} />;
    case 'quote':
      return (
        <blockquote key={index} className="my-1 border-l-[3px] border-ink/20 pl-2.5 text-soft">
          {span.spans.map(show)}
        </blockquote>
      );
    case 'strong':
      return <strong key={index}>{span.spans.map(show)}</strong>;
    case 'em':
      return <em key={index}>{span.spans.map(show)}</em>;
    case 'del':
      return <del key={index}>{span.spans.map(show)}</del>;
  }
}

/** Somebody who is here, by name; what only looks like one is text. */
function Mention({ username }: { username: string }) {
  const user = useMentioned(username);
  const me = useChat(state => state.me);
  if (!user) return <>@{username}</>;
  return (
    <span
      data-mention={user.id}
      title={`@${user.username}`}
      className={
        user.id === me
          ? 'rounded-md bg-mark/60 px-1 font-semibold'
          : 'rounded-md bg-accent/12 px-1 font-semibold text-accent'
      }
    >
      @{user.displayName}
    </span>
  );
}
