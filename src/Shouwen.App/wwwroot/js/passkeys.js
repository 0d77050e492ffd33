// Passkeys: a form with data-passkey="get" or "create" and the options in data-options asks the browser's authenticator, and sends its answer
// in the field Credential. Such forms are hidden where the browser cannot do that; pages always offer another way.
(() => {
  'use strict';
  if (!window.PublicKeyCredential) return;

  const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
  const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const withBytes = (list) => list?.map((each) => ({ ...each, id: toBytes(each.id) }));

  const read = (json) => {
    const options = JSON.parse(json);
    options.challenge = toBytes(options.challenge);
    if (options.user) options.user.id = toBytes(options.user.id);
    if (options.excludeCredentials) options.excludeCredentials = withBytes(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = withBytes(options.allowCredentials);
    return options;
  };

  const write = (credential) => {
    const { id, rawId, type, authenticatorAttachment, response } = credential;
    const answer = { clientDataJSON: toText(response.clientDataJSON) };
    if (response.attestationObject) {
      answer.attestationObject = toText(response.attestationObject);
      answer.transports = response.getTransports?.() ?? [];
    } else {
      answer.authenticatorData = toText(response.authenticatorData);
      answer.signature = toText(response.signature);
      answer.userHandle = response.userHandle ? toText(response.userHandle) : null;
    }
    return JSON.stringify({ id, rawId: toText(rawId), type, authenticatorAttachment, response: answer, clientExtensionResults: credential.getClientExtensionResults() });
  };

  const words = {
    NotAllowedError: '没有完成：已取消，或等得太久。可以再点一次',
    InvalidStateError: '这台设备上已经有您的通行密钥了',
    SecurityError: '这个网址不能使用通行密钥，请联系管理员',
  };

  async function ask(form) {
    const error = form.querySelector('[data-passkey-error]');
    error.hidden = true;
    try {
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: read(form.dataset.options) });
      form.elements.Credential.value = write(credential);
      form.submit();
    } catch (failure) {
      error.textContent = words[failure.name] ?? '没有完成，请换一种方式';
      error.hidden = false;
    }
  }

  const show = (root) => root.querySelectorAll?.('form[data-passkey]').forEach((form) => { form.hidden = false; });
  document.addEventListener('DOMContentLoaded', () => show(document));
  document.addEventListener('htmx:afterSettle', (event) => show(event.target));
  document.addEventListener('submit', (event) => {
    const form = event.target.closest('form[data-passkey]');
    if (!form) return;
    event.preventDefault();
    ask(form);
  });
})();
