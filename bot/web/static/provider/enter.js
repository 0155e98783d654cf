// Hands the secret at the end of the link over in a form: browsers never send what follows the #.
const form = document.querySelector('[data-enter]')

const handOver = () => {
  const secret = location.hash.slice(1)
  if (!secret || document.getElementById(secret)) return
  history.replaceState(null, '', location.pathname)
  form.elements.link.value = secret
  form.requestSubmit()
}

window.addEventListener('hashchange', handOver)
handOver()
